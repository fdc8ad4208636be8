import { expect, test } from "vitest";
import fc from "../../../test/properties.js";
import { InputError } from "../errors.js";
import { logGamma, stirlingCorrection } from "./gamma-function.js";

const relativeError = (value: number, reference: number) => Math.abs(value / reference - 1);

// The doubles nearest to references from 40-digit arithmetic (mpmath 1.3), each at the double x.
test.each([
  [1e-10, 23.025850929882736],
  [0.1, 2.252712651734206],
  [1 / 3, 0.9854206469277671],
  [1.0000001, -5.772155829918507e-8],
  [1.9999999, -4.2278430309861296e-8],
  [2.25, 0.1248717148923966],
  [3.7, 1.428072326665388],
  [9.5, 11.689333420797269],
  [50.25, 145.54187159633213],
  [1000, 5905.220423209181],
  [1e10, 220258509288.81058],
])("ln Γ(%d)", (x, reference) => {
  expect(relativeError(logGamma(x), reference)).toBeLessThan(1e-15);
});

test("is the logarithm of the factorial", () => {
  let factorial = 1;
  for (let n = 2; n <= 22; n++) {
    factorial *= n;
    expect(relativeError(logGamma(n + 1), Math.log(factorial))).toBeLessThan(1e-15);
  }
  expect([logGamma(1), logGamma(2)]).toEqual([0, 0]);
  expect(relativeError(logGamma(0.5), Math.log(Math.PI) / 2)).toBeLessThan(1e-15);
});

test("obeys Legendre's duplication formula across its branches", () => {
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 100, noNaN: true }), (x) => {
      const left = logGamma(x) + logGamma(x + 0.5);
      const right = (1 - 2 * x) * Math.LN2 + 0.5 * Math.log(Math.PI) + logGamma(2 * x);
      const scale = 1 + Math.abs(logGamma(2 * x)) + 2 * x;
      expect(Math.abs(left - right)).toBeLessThan(8 * Number.EPSILON * scale);
    }),
  );
});

test("Stirling's correction is continuous where its branches meet, and 1/12x far out", () => {
  expect(stirlingCorrection(10 - 1e-12)).toBeCloseTo(stirlingCorrection(10), 13);
  expect(relativeError(stirlingCorrection(1e8), 1 / 12e8)).toBeLessThan(1e-15);
});

test("refuses numbers that are not above 0 and finite", () => {
  for (const x of [0, -1, Number.NaN, Infinity]) expect(() => logGamma(x)).toThrow(InputError);
});
