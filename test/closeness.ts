import { expect } from "vitest";

/** The largest difference of two lists, relative to the largest entry of the second, or to `floor` if that is larger. */
export function relativeError(actual: ArrayLike<number>, expected: ArrayLike<number>, floor = 0): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY;
  let scale = floor;
  for (let i = 0; i < expected.length; i++) scale = Math.max(scale, Math.abs(expected[i]!));
  let largest = 0;
  for (let i = 0; i < expected.length; i++) {
    largest = Math.max(largest, Math.abs(actual[i]! - expected[i]!));
  }
  return largest === 0 ? 0 : largest / scale;
}

/** Asserts that two lists agree to a tolerance relative to the largest entry of the second. */
export function expectClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: number,
  floor = 0,
): void {
  expect(relativeError(actual, expected, floor)).toBeLessThanOrEqual(tolerance);
}
