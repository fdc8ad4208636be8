import { expect, test } from "vitest";
import { InputError } from "../errors.js";
import { rootStream } from "../random/index.js";
import { chiSquareTest } from "./chi-square-test.js";

test("known values", () => {
  // From SciPy 1.17, scipy.stats.chisquare.
  const die = chiSquareTest([16, 18, 16, 14, 12, 12]);
  expect(die).toMatchObject({ statistic: 2, degreesOfFreedom: 5 });
  expect(die.pValue).toBeCloseTo(0.8491450360846096, 14);
  const { statistic, pValue } = chiSquareTest([43, 52, 54, 40], [47.25, 47.25, 47.25, 47.25]);
  expect(statistic).toBeCloseTo(2.9365079365079363, 14);
  expect(pValue).toBeCloseTo(0.4015183527259283, 14);
});

test("a fitted parameter costs a degree of freedom", () => {
  // With two degrees of freedom the p-value is e^(−χ²/2).
  const { statistic, degreesOfFreedom, pValue } = chiSquareTest([10, 20, 30, 40], [15, 15, 30, 40], 1);
  expect(degreesOfFreedom).toBe(2);
  expect(pValue).toBeCloseTo(Math.exp(-statistic / 2), 14);
});

test("p-values of a true hypothesis are uniform: 5 % of 4,000 are below 5 %", () => {
  const stream = rootStream(32);
  let below = 0;
  for (let i = 0; i < 4000; i++) {
    const counts = new Float64Array(8);
    for (let draw = 0; draw < 400; draw++) counts[stream.integer(8)]!++;
    if (chiSquareTest(counts).pValue < 0.05) below++;
  }
  expect(Math.abs(below - 200)).toBeLessThan(4 * Math.sqrt(4000 * 0.05 * 0.95));
});

test("refuses counts that do not go together", () => {
  expect(() => chiSquareTest([1, 2, 3], [2, 4])).toThrow("invalid number of expected counts: 2; expected 3");
  expect(() => chiSquareTest([1, 2, 3], [1, 2, 4])).toThrow(InputError);
  expect(() => chiSquareTest([1, 2, 3], [0, 3, 3])).toThrow(InputError);
  expect(() => chiSquareTest([5])).toThrow(InputError);
  expect(() => chiSquareTest([5, 6], [5, 6], 1)).toThrow(InputError);
});
