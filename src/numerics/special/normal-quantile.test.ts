import { expect, test } from "vitest";
import fc from "../../../test/properties.js";
import { InputError } from "../errors.js";
import { normalCdf } from "./error-function.js";
import { normalQuantile } from "./normal-quantile.js";

// The doubles nearest to references from 40-digit arithmetic (mpmath 1.3), each at the double p.
test.each([
  [0.3, -0.5244005127080408],
  [0.1, -1.2815515655446004],
  [0.025, -1.9599639845400543],
  [0.001, -3.0902323061678136],
  [1e-10, -6.361340902404057],
  [1e-20, -9.262340089798407],
])("at %d", (p, reference) => {
  expect(Math.abs(normalQuantile(p) / reference - 1)).toBeLessThan(1e-15);
});

test("inverts Φ", () => {
  fc.assert(
    fc.property(fc.double({ min: -37, max: 0.7, noNaN: true }), (x) => {
      // One unit in the last place of p moves x by p ε/φ(x), which is at most 2ε below 0.7.
      expect(Math.abs(normalQuantile(normalCdf(x)) - x)).toBeLessThan(1e-15 + 8 * Number.EPSILON * Math.max(1, -x));
    }),
  );
});

test("is odd about 1/2, relatively accurate beside it, and infinite at the ends", () => {
  expect(normalQuantile(0.5)).toBe(0);
  expect(normalQuantile(0.75)).toBe(-normalQuantile(0.25));
  const small = 2 ** -40;
  expect(normalQuantile(0.5 + small) / (small * Math.sqrt(2 * Math.PI))).toBeCloseTo(1, 14);
  expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity]);
  expect(normalQuantile(5e-324)).toBeCloseTo(-38.4677, 3);
});

test("refuses what is no probability", () => {
  for (const p of [-1e-9, 1.1, Number.NaN]) expect(() => normalQuantile(p)).toThrow(InputError);
});
