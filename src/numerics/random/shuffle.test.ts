import { expect, test } from "vitest";
import fc from "../../../test/properties.js";
import { InputError } from "../errors.js";
import { rootStream } from "./root-stream.js";
import { permutation, sampleWithoutReplacement } from "./shuffle.js";

/** Σ (observed − expected)² / expected over the counts of equally likely outcomes. */
function chiSquare(outcomes: readonly string[], kinds: number): number {
  const counts = new Map<string, number>();
  for (const outcome of outcomes) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  expect(counts.size).toBe(kinds);
  const expected = outcomes.length / kinds;
  return [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

test("a permutation has every number once", () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), fc.nat(300), (seed, n) => {
      expect(permutation(rootStream(seed), n).sort()).toEqual(Uint32Array.from({ length: n }, (_, i) => i));
    }),
  );
});

test("the sample is the beginning of the permutation", () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), fc.nat(100), fc.nat(100), (seed, a, b) => {
      const [k, n] = a < b ? [a, b] : [b, a];
      expect(sampleWithoutReplacement(rootStream(seed), n, k)).toEqual(permutation(rootStream(seed), n).slice(0, k));
    }),
  );
});

test("all 24 permutations of four are equally likely", () => {
  const stream = rootStream(11);
  const outcomes = Array.from({ length: 48_000 }, () => permutation(stream, 4).join(""));
  // 49.73 is the upper 0.1 % point of χ² with 23 degrees of freedom.
  expect(chiSquare(outcomes, 24)).toBeLessThan(49.73);
});

test("all 60 ordered choices of three in five are equally likely", () => {
  const stream = rootStream(12);
  const outcomes = Array.from({ length: 60_000 }, () => sampleWithoutReplacement(stream, 5, 3).join(""));
  // 98.32 is the upper 0.1 % point of χ² with 59 degrees of freedom.
  expect(chiSquare(outcomes, 60)).toBeLessThan(98.32);
});

test("a small sample of many costs only its own size", () => {
  const chosen = sampleWithoutReplacement(rootStream(13), 2 ** 32 - 1, 1000);
  expect(new Set(chosen).size).toBe(1000);
});

test("refuse impossible sizes", () => {
  for (const n of [-1, 0.5, 2 ** 32]) expect(() => permutation(rootStream(0), n)).toThrow(InputError);
  for (const k of [-1, 0.5, 11]) expect(() => sampleWithoutReplacement(rootStream(0), 10, k)).toThrow(InputError);
  expect(() => sampleWithoutReplacement(rootStream(0), -1, 0)).toThrow(InputError);
});
