import { expect, test } from "vitest";
import fc from "../../../test/properties.js";
import { erf, erfc, normalCdf } from "./error-function.js";

const relativeError = (value: number, reference: number) => Math.abs(value / reference - 1);

// The doubles nearest to references from 40-digit arithmetic (mpmath 1.3), each at the double x.
test.each([
  [1e-8, 1.1283791670955126e-8],
  [0.1, 0.1124629160182849],
  [0.5, 0.5204998778130465],
  [1, 0.8427007929497149],
  [2, 0.9953222650189527],
  [3, 0.9999779095030014],
])("erf(%d)", (x, reference) => {
  expect(relativeError(erf(x), reference)).toBeLessThan(1e-15);
  expect(erf(-x)).toBe(-erf(x));
});

test.each([
  [-2, 1.9953222650189526],
  [0.25, 0.7236736098317631],
  [0.5, 0.4795001221869535],
  [1, 0.15729920705028513],
  [2, 0.004677734981047266],
  [5, 1.537459794428035e-12],
  [10, 2.088487583762545e-45],
  [20, 5.395865611607901e-176],
  [26, 5.663192408856143e-296],
])("erfc(%d)", (x, reference) => {
  expect(relativeError(erfc(x), reference)).toBeLessThan(1e-15);
});

test.each([
  [-20, 2.7536241186062337e-89],
  [-10, 7.619853024160525e-24],
  [-5, 2.866515718791939e-7],
  [-3, 0.0013498980316300946],
  [-1, 0.15865525393145705],
  [-0.5, 0.3085375387259869],
  [0.5, 0.6914624612740131],
  [2, 0.9772498680518208],
])("Φ(%d)", (x, reference) => {
  expect(relativeError(normalCdf(x), reference)).toBeLessThan(1e-15);
});

test("erfc agrees with its continued fraction, evaluated from below", () => {
  // DLMF 7.9.1: √π e^(x²) erfc x = 1/(x + (1/2)/(x + 1/(x + (3/2)/(x + …)))).
  const fraction = (x: number) => {
    let tail = x;
    for (let n = 2000; n >= 1; n--) tail = x + n / 2 / tail;
    return Math.exp(-x * x) / (Math.sqrt(Math.PI) * tail);
  };
  fc.assert(
    fc.property(fc.double({ min: 0.5, max: 10, noNaN: true }), (x) => {
      // e^(−x²) costs the reference x² units in the last place.
      expect(relativeError(erfc(x), fraction(x))).toBeLessThan(2e-15 + x * x * Number.EPSILON);
    }),
  );
});

test("erfc falls to zero and Φ to a subnormal number without a jump", () => {
  expect(normalCdf(-38)).toBeCloseTo(2.885428e-316, 322);
  expect([erfc(30), erfc(1e9), erfc(Infinity), erfc(-Infinity)]).toEqual([0, 0, 0, 2]);
  expect([erf(0), erf(Infinity), erf(-Infinity)]).toEqual([0, 1, -1]);
  expect([normalCdf(0), normalCdf(Infinity), normalCdf(-Infinity)]).toEqual([0.5, 1, 0]);
  expect([erf(Number.NaN), erfc(Number.NaN), normalCdf(Number.NaN)]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
});
