import { expect, test } from "vitest";
import fc from "../../../test/properties.js";
import { CompensatedSum, sum } from "./sum.js";

test("keeps what plain summation loses", () => {
  expect(sum([1, 1e100, 1, -1e100])).toBe(2);
  expect(sum(new Float64Array(10_000_000).fill(0.1))).toBe(1_000_000);
  expect(sum([])).toBe(0);
});

/** The exact sum of doubles, as an integer multiple of 2^−1074. */
function exactSum(values: readonly number[]): bigint {
  return values.reduce((total, value) => {
    const bits = new BigUint64Array(Float64Array.of(value).buffer)[0]!;
    const exponent = Number((bits >> 52n) & 0x7ffn);
    const fraction = bits & 0xfffffffffffffn;
    const magnitude = exponent === 0 ? fraction : (fraction | (1n << 52n)) << BigInt(exponent - 1);
    return value < 0 ? total - magnitude : total + magnitude;
  }, 0n);
}

test("is within one rounding and n²ε² of the exact sum, in any order", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { maxLength: 200 }), (values) => {
      const size = values.reduce((total, value) => total + Math.abs(value), 0);
      // Cut to multiples of 2^−574, as the number would else overflow.
      const error = Number((exactSum([sum(values)]) - exactSum(values)) >> 500n) * 2 ** -574;
      const bound = Number.EPSILON * Math.abs(sum(values)) + values.length ** 2 * Number.EPSILON ** 2 * size;
      expect(Math.abs(error)).toBeLessThanOrEqual(bound + 2 ** -574);
    }),
  );
});

test("runs along, and lets infinities and NaN through", () => {
  const total = new CompensatedSum();
  expect(total.value).toBe(0);
  total.add(1e16);
  total.add(1);
  total.add(-1e16);
  expect(total.value).toBe(1);
  expect(sum([1, Infinity, 2])).toBe(Infinity);
  expect(sum([Infinity, -Infinity])).toBeNaN();
  expect(sum([1, Number.NaN])).toBeNaN();
});
