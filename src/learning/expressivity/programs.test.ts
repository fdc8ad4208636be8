import { describe, expect, it } from "vitest";
import { rootStream } from "../../numerics/random/index.js";
import { parityAutomaton, permutationGroup, productByHalves, simulateAutomaton, wordProblem } from "./automata.js";
import {
  editDistanceByPaths,
  editDistanceChain,
  increasingSubsequenceChain,
  longestIncreasing,
} from "./dynamic-programming.js";
import { attendHard, attendPosition } from "./hard-attention.js";

describe("hard attention", () => {
  it("finds the first of equals", () => {
    expect(attendHard(4, (t) => (t % 2 === 1 ? 1 : 0))).toBe(1);
    expect(attendHard(0, () => 1)).toBe(-1);
  });

  it("finds a position by two numbers a token", () => {
    for (let i = 0; i < 300; i++) expect(attendPosition(300, i)).toBe(i);
  });
});

describe("automata", () => {
  it("are simulated one token a symbol: parity of all words up to 12", () => {
    for (let n = 0; n <= 12; n++) {
      for (let code = 0; code < 2 ** n; code++) {
        const word = Array.from({ length: n }, (_, i) => (code >> i) & 1);
        expect(simulateAutomaton(parityAutomaton, word)[n]).toBe(word.reduce((a, b) => a + b, 0) % 2);
      }
    }
  });

  it("are groups of the right order, associative, with the identity first", () => {
    expect(permutationGroup(5, "symmetric").order).toBe(120);
    const { order, times } = permutationGroup(5, "alternating");
    expect(order).toBe(60);
    const product = (a: number, b: number) => times[a * order + b]!;
    const stream = rootStream(1).child("triples");
    for (let i = 0; i < 200; i++) {
      const [a, b, c] = [stream.integer(order), stream.integer(order), stream.integer(order)];
      expect(product(product(a, b), c)).toBe(product(a, product(b, c)));
      expect(product(0, a)).toBe(a);
      expect(product(a, 0)).toBe(a);
    }
    const all = Array.from({ length: order }, (_, a) => a);
    expect(all.filter((a) => all.every((b) => product(a, b) === product(b, a)))).toEqual([0]);
  });

  it("multiply a word as multiplying by halves does", () => {
    const group = permutationGroup(4, "symmetric");
    const stream = rootStream(2).child("words");
    const word = Array.from({ length: 57 }, () => stream.integer(24));
    expect(simulateAutomaton(wordProblem(group), word).at(-1)).toBe(productByHalves(group, word));
    expect(productByHalves(group, [])).toBe(0);
  });
});

describe("dynamic programming", () => {
  it("has the chain of the longest increasing subsequence", () => {
    expect(increasingSubsequenceChain([3, 1, 4, 1, 5, 9, 2, 6])).toEqual([1, 1, 2, 1, 3, 4, 2, 4]);
    const stream = rootStream(3).child("numbers");
    for (let i = 0; i < 100; i++) {
      const x = Array.from({ length: 30 }, () => stream.integer(50));
      expect(Math.max(...increasingSubsequenceChain(x))).toBe(longestIncreasing(x));
    }
  });

  it.each([
    ["aabb", "abab", 4],
    ["kitten", "sitting", 8],
    ["same", "same", 0],
    ["", "abc", 6],
  ])("has the edit distance of %s and %s", (a, b, distance) => {
    expect(editDistanceChain(a, b).at(-1)!.at(-1)).toBe(distance);
    expect(editDistanceByPaths(a, b)).toBe(distance);
  });

  it("has the edit distance of random words as the shortest path", () => {
    const stream = rootStream(4).child("words");
    for (let i = 0; i < 100; i++) {
      const word = () => Array.from({ length: stream.integer(15) }, () => stream.integer(4));
      const [a, b] = [word(), word()];
      expect(editDistanceChain(a, b).at(-1)!.at(-1)).toBe(editDistanceByPaths(a, b));
    }
  });
});
