import { describe, expect, it } from "vitest";
import { rootStream } from "../../numerics/random/index.js";
import {
  jointAffinities,
  nearestNeighbours,
  neighbourR2,
  shuffledR2,
  squaredDistances,
  startEmbedding,
} from "./index.js";

const [clusters, each, dimensions] = [3, 40, 12];
const n = clusters * each;
const stream = rootStream(5).child("t-sne");
/** Three clusters of unit spread whose centres are 12 apart. */
const points = stream.child("points").fillNormal(new Float64Array(n * dimensions));
for (let i = 0; i < n; i++) points[i * dimensions + Math.floor(i / each)]! += 12 / Math.sqrt(2);
const embed = () => startEmbedding(points, dimensions, { perplexity: 15, stream: stream.child("start") });

describe("affinities", () => {
  it("are symmetric, sum to one, and have the perplexity asked for", () => {
    const affinities = jointAffinities(squaredDistances(points, dimensions), 15);
    expect(affinities.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
    expect(affinities[3 * n + 77]).toBe(affinities[77 * n + 3]);
    // On a regular simplex all others are alike: 1/(n(n − 1)) at any perplexity.
    const simplex = Float64Array.from({ length: 25 }, (_, i) => (i % 6 === 0 ? 1 : 0));
    const even = jointAffinities(squaredDistances(simplex, 5), 3);
    for (const [i, value] of even.entries()) expect(value).toBeCloseTo(i % 6 === 0 ? 0 : 1 / 20, 12);
  });

  it("refuse a perplexity beyond the points", () => {
    expect(() => jointAffinities(new Float64Array(9), 2)).toThrow(
      "invalid perplexity: 2; expected a number above 1 and below 2, the other points",
    );
  });
});

describe("t-SNE", () => {
  it("keeps clusters together and apart", () => {
    const embedding = embed();
    embedding.iterate(400);
    const neighbours = nearestNeighbours(embedding.coordinates, 2, 10);
    const strangers = neighbours.filter((j, place) => {
      return Math.floor(j / each) !== Math.floor(Math.floor(place / 10) / each);
    });
    expect(strangers).toHaveLength(0);
  });

  it("lowers its divergence, and is the same for the same stream however it is cut", () => {
    const [whole, cut] = [embed(), embed()];
    const before = whole.divergence();
    whole.iterate(300);
    for (let k = 0; k < 30; k++) cut.iterate(10);
    expect([...cut.coordinates]).toEqual([...whole.coordinates]);
    expect(whole.divergence()).toBeLessThan(before / 2);
  });

  it("moves against the gradient of its divergence", () => {
    const embedding = embed();
    embedding.iterate(150);
    const [before, place, h] = [embedding.coordinates.slice(), 17, 1e-5];
    const divergenceAt = (value: number) => {
      embedding.coordinates[place] = value;
      return embedding.divergence();
    };
    const slope = (divergenceAt(before[place]! + h) - divergenceAt(before[place]! - h)) / (2 * h);
    const affinities = jointAffinities(squaredDistances(points, dimensions), 15);
    const [i, axis] = [Math.floor(place / 2), place % 2];
    const kernel = (a: number, b: number) =>
      1 / (1 + (before[2 * a]! - before[2 * b]!) ** 2 + (before[2 * a + 1]! - before[2 * b + 1]!) ** 2);
    let [total, gradient] = [0, 0];
    for (let a = 0; a < n; a++) for (let b = 0; b < n; b++) total += a === b ? 0 : kernel(a, b);
    for (let j = 0; j < n; j++) {
      const k = j === i ? 0 : kernel(i, j);
      gradient += 4 * (affinities[i * n + j]! - k / total) * k * (before[2 * i + axis]! - before[2 * j + axis]!);
    }
    expect(gradient).toBeCloseTo(slope, 8);
  });
});

describe("what neighbours foretell", () => {
  const plane = stream.child("plane").fillNormal(new Float64Array(600));
  const neighbours = nearestNeighbours(plane, 2, 8);

  it("finds the nearest by plain sorting as well", () => {
    for (const i of [0, 131, 299]) {
      const distance = (j: number) =>
        (plane[2 * i]! - plane[2 * j]!) ** 2 + (plane[2 * i + 1]! - plane[2 * j + 1]!) ** 2;
      const sorted = Array.from({ length: 300 }, (_, j) => j)
        .filter((j) => j !== i)
        .sort((a, b) => distance(a) - distance(b));
      expect([...neighbours.subarray(8 * i, 8 * i + 8)]).toEqual(sorted.slice(0, 8));
    }
  });

  it("is most of a function of the plane, and no more than shuffled values of noise", () => {
    const height = Float64Array.from({ length: 300 }, (_, i) => plane[2 * i]! ** 2 - plane[2 * i + 1]!);
    expect(neighbourR2(neighbours, height)).toBeGreaterThan(0.8);
    const noise = stream.child("noise").fillNormal(new Float64Array(300));
    const shuffled = shuffledR2(neighbours, noise, { stream: stream.child("order"), repeats: 100 }).sort();
    expect(neighbourR2(neighbours, noise)).toBeLessThan(shuffled[99]!);
    expect(shuffled[50]).toBeGreaterThan(-0.3);
    expect(shuffled[50]).toBeLessThan(0);
  });
});
