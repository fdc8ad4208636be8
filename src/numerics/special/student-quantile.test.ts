import { expect, test } from "vitest";
import { studentQuantile } from "./student-quantile.js";

test.each([
  // Tables of Student's t (e.g. Abramowitz & Stegun, table 26.10).
  [0.975, 1, 12.7062, 1e-4],
  [0.975, 2, 4.30265, 1e-5],
  [0.95, 3, 2.35336, 1e-2],
  [0.975, 5, 2.57058, 3e-3],
  [0.975, 10, 2.22814, 1e-4],
  [0.995, 20, 2.84534, 1e-4],
  [0.95, 120, 1.65765, 1e-5],
])("t quantile %f at %i degrees", (probability, degrees, expected, tolerance) => {
  expect(Math.abs(studentQuantile(probability, degrees) - expected)).toBeLessThan(tolerance);
  expect(studentQuantile(1 - probability, degrees)).toBeCloseTo(-studentQuantile(probability, degrees), 10);
});

test("refuses what has no quantile", () => {
  expect(() => studentQuantile(0.5, 0)).toThrow("invalid degrees of freedom: 0; expected a number from 1");
});
