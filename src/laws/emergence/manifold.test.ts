import { describe, expect, it } from "vitest";
import { matrix } from "../../numerics/linear-algebra/matrix.js";
import { rowOf } from "../../numerics/linear-algebra/rows.js";
import { rootStream } from "../../numerics/random/index.js";
import { levinaBickel, twoNearestNeighbours } from "./intrinsic-dimension.js";
import {
  interpolationError,
  type ManifoldKind,
  manifoldExponent,
  multilinear,
  sampleManifold,
  smoothEmbedding,
} from "./manifold.js";

const stream = rootStream(4).child("manifold");

describe("the dimension of data", () => {
  it.each([
    ["cube", 1, 3],
    ["cube", 2, 10],
    ["sphere", 2, 8],
    ["sphere", 4, 20],
    ["torus", 3, 12],
  ] as [ManifoldKind, number, number][])(
    "of a %s of dimension %i in %i coordinates is found",
    (kind, dimension, ambient) => {
      const points = sampleManifold(kind, { dimension, ambient, n: 2000 }, stream.child(kind, dimension));
      const two = twoNearestNeighbours(points);
      expect(Math.abs(two.dimension - dimension)).toBeLessThan(4 * two.stderr + 0.02 * dimension);
      expect(Math.abs(levinaBickel(points, 10).dimension / dimension - 1)).toBeLessThan(0.08);
    },
  );

  it("is that of the space where the shape fills it", () => {
    const points = sampleManifold("cube", { dimension: 3, ambient: 3, n: 2000 }, stream.child("full"));
    expect(Math.abs(twoNearestNeighbours(points).dimension - 3)).toBeLessThan(0.3);
  });

  it("is that of a bent cube too", () => {
    const embed = smoothEmbedding(2, 12, stream.child("bent"));
    const flat = sampleManifold("cube", { dimension: 2, ambient: 2, n: 2000 }, stream.child("flat"));
    const bent = matrix(2000, 12);
    for (let i = 0; i < 2000; i++) rowOf(bent, i).set(embed(rowOf(flat, i)));
    const { dimension, stderr } = twoNearestNeighbours(bent);
    expect(Math.abs(dimension - 2)).toBeLessThan(4 * stderr);
  });

  it("leaves out duplicates, and refuses too few points", () => {
    const points = sampleManifold("cube", { dimension: 2, ambient: 5, n: 500 }, stream.child("twins"));
    points.data.copyWithin(0, 5, 10);
    expect(twoNearestNeighbours(points).n).toBe(498);
    expect(() => twoNearestNeighbours(matrix(3, 2))).toThrow(/invalid number of different points: 0/);
    expect(() => levinaBickel(points, 2)).toThrow(/invalid neighbours: 2/);
    expect(() => sampleManifold("cube", { dimension: 3, ambient: 2, n: 5 }, stream)).toThrow(/invalid ambient: 2/);
  });
});

describe("the exponent 4/d", () => {
  it("is halved by constant pieces", () => {
    expect(manifoldExponent(8)).toBe(0.5);
    expect(manifoldExponent(8, "constant")).toBe(0.25);
  });

  it.each([1, 2, 4, 8])("is that of multilinear interpolation in %i dimensions", (d) => {
    const slope = Math.log(interpolationError(d, 400) / interpolationError(d, 800)) / (d * Math.log(2));
    expect(slope).toBeCloseTo(manifoldExponent(d), 3);
  });

  it("has the error of a direct average in two dimensions", () => {
    const n = 5;
    const fine = 40;
    const f = (point: Float64Array) => point.reduce((sum, x) => sum + Math.sin(2 * Math.PI * x), 0);
    // Midpoints within cells integrate the smooth square of the error.
    let total = 0;
    const points = Array.from({ length: n * fine }, (_, i) => (i + 0.5) / (n * fine));
    for (const x of points) {
      for (const y of points) total += (f(Float64Array.of(x, y)) - multilinear(f, n + 1, Float64Array.of(x, y))) ** 2;
    }
    expect(total / points.length ** 2 / interpolationError(2, n)).toBeCloseTo(1, 3);
    // The series takes over without a step.
    expect(interpolationError(1, 126) / interpolationError(1, 125) / (125 / 126) ** 4).toBeCloseTo(1, 4);
  });
});
