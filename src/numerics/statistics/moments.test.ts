import { expect, test } from "vitest";
import fc from "../../../test/properties.js";
import { InputError } from "../errors.js";
import { mean, quantile, variance } from "./moments.js";

test("known values", () => {
  expect(mean([2, 4, 4, 4, 5, 5, 7, 9])).toBe(5);
  expect(variance([2, 4, 4, 4, 5, 5, 7, 9])).toBe(32 / 7);
  // Type 7: position (n − 1)p between the order statistics 15, 20, 35, 40, 50.
  const values = [40, 15, 50, 35, 20];
  expect([0, 0.05, 0.3, 0.4, 0.5, 1].map((p) => quantile(values, p))).toEqual([15, 16, 23, 29, 35, 50]);
  expect(values).toEqual([40, 15, 50, 35, 20]);
});

test("mean and variance move and stretch with the values, however far", () => {
  const value = fc.integer({ min: -1000, max: 1000 });
  fc.assert(
    fc.property(fc.array(value, { minLength: 2 }), fc.integer({ min: -1e9, max: 1e9 }), (values, shift) => {
      const moved = values.map((x) => 4 * x + shift);
      expect(mean(moved)).toBeCloseTo(4 * mean(values) + shift, 6);
      expect(Math.abs(variance(moved) - 16 * variance(values))).toBeLessThanOrEqual(1e-9 * (1 + variance(moved)));
    }),
  );
});

test("the quantile splits the sample, between infinities too", () => {
  fc.assert(
    fc.property(
      fc.array(fc.float({ noNaN: true }), { minLength: 1 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (values, p) => {
        const q = quantile(values, p);
        expect(values.filter((x) => x <= q).length).toBeGreaterThanOrEqual(Math.floor(p * (values.length - 1)) + 1);
        expect(values.filter((x) => x < q).length).toBeLessThanOrEqual(Math.ceil(p * (values.length - 1)));
      },
    ),
  );
});

test("refuse too few values, NaN and impossible quantiles", () => {
  expect(() => mean([])).toThrow(InputError);
  expect(() => variance([1])).toThrow("invalid number of values: 1; expected at least 2");
  expect(() => quantile([], 0.5)).toThrow(InputError);
  expect(() => quantile([1, Number.NaN], 0.5)).toThrow(InputError);
  for (const p of [-0.1, 1.1, Number.NaN]) expect(() => quantile([1, 2], p)).toThrow(InputError);
});
