import { expect, test } from "vitest";
import { estimate } from "./estimate.js";

test("is the mean with s/√n", () => {
  // Values 2, 4, 4, 4, 5, 5, 7, 9: mean 5, Σ (x − 5)² = 32.
  expect(estimate([2, 4, 4, 4, 5, 5, 7, 9])).toEqual({ value: 5, stderr: Math.sqrt(32 / 7 / 8), n: 8 });
});

test("has no standard error for one value and no value for none", () => {
  expect(estimate([3])).toEqual({ value: 3, stderr: null, n: 1 });
  expect(estimate(new Float64Array(0))).toEqual({ value: null, stderr: null, n: 0 });
});

test("does not lose the spread of large, close values", () => {
  const { value, stderr } = estimate([1e9 + 1, 1e9 + 2, 1e9 + 3]);
  expect(value).toBe(1e9 + 2);
  expect(stderr).toBeCloseTo(1 / Math.sqrt(3), 14);
});
