import { describe, expect, it } from "vitest";
import { rootStream } from "../../numerics/random/index.js";
import {
  attentionMemory,
  hashingMemory,
  recallBits,
  recallBound,
  recallRates,
  truncatingMemory,
} from "./associative-recall.js";
import {
  countTreeStates,
  decideTreeByTour,
  drawTwoStars,
  isTree,
  stirlingNumbers,
  treeStateBits,
  treeStates,
} from "./tree-stream.js";

describe("trees from a stream of edges", () => {
  it.each([
    [3, [1, 3, 1]],
    [4, [1, 6, 7, 2]],
    [5, [1, 10, 25, 16, 2]],
    [6, [1, 15, 65, 91, 32, 2]],
  ])("need these states, n = %i", (n, states) => {
    expect(countTreeStates(n)).toEqual(states);
    expect(treeStates(n).map(Number)).toEqual(states);
  });

  it("has Stirling's numbers", () => {
    expect(stirlingNumbers(10)[5]).toBe(42525n);
    expect(stirlingNumbers(0)).toEqual([1n]);
    expect(treeStateBits(6)).toBeCloseTo(Math.log2(91), 12);
    expect(treeStateBits(100)).toBeGreaterThan(53);
  });

  it("are decided by a tour, for two stars and for random graphs", () => {
    const stream = rootStream(1).child("graphs");
    let trees = 0;
    for (let i = 0; i < 300; i++) {
      const n = 6 + (i % 15);
      const stars = drawTwoStars(stream, n);
      const edges = i % 2 === 0 ? stars : randomGraph(stream.child(i), 6 + (i % 4));
      const size = i % 2 === 0 ? n : 6 + (i % 4);
      expect(edges).toHaveLength(size - 1);
      const { tree, tour } = decideTreeByTour(edges, size);
      expect(tree).toBe(isTree(edges, size));
      expect(tour).toHaveLength(2 * size - 1);
      if (tree) trees++;
    }
    expect(trees).toBeGreaterThan(50);
    expect(trees).toBeLessThan(250);
  });
});

/** n − 1 different edges on n vertices. */
function randomGraph(stream: ReturnType<typeof rootStream>, n: number): [number, number][] {
  const edges = new Map<string, [number, number]>();
  while (edges.size < n - 1) {
    const [a, b] = [stream.integer(n), stream.integer(n)].sort((x, y) => x - y) as [number, number];
    if (a !== b) edges.set(`${a}-${b}`, [a, b]);
  }
  return [...edges.values()];
}

describe("associative recall", () => {
  it("needs n log2 V bits, and less answers no more tables than it has states", () => {
    expect(recallBits(64, 16)).toBe(256);
    const [n, V] = [4, 4];
    for (let slots = 0; slots <= n; slots++) {
      const bound = recallBound(n, V, 2 * slots);
      expect(recallRates(truncatingMemory, { n, V, slots }).tables).toBeCloseTo(bound, 14);
      expect(recallRates(hashingMemory, { n, V, slots }).tables).toBeLessThanOrEqual(bound);
    }
    expect(recallRates(hashingMemory, { n, V, slots: 1 }).tables).toBe(4 / 4 ** 4);
    expect(recallRates(attentionMemory, { n, V, slots: 0 })).toEqual({ tables: 1, queries: 1 });
  });
});
