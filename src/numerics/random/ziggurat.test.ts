import { expect, test } from "vitest";
import { EDGE, fillNormal, nextNormal } from "./ziggurat.js";

test("256 layers of equal area end at the published edge", () => {
  // Marsaglia & Tsang (2000) and Doornik (2005) print 3.6541528853610088.
  expect(EDGE).toBeCloseTo(3.654152885361009, 14);
});

test("the seams between the blocks of a fill leave no trace in the sequence", () => {
  const filled = fillNormal(Int32Array.of(1, 2, 3, 4), new Float64Array(100_003));
  const state = Int32Array.of(1, 2, 3, 4);
  expect(filled.every((value) => value === nextNormal(state))).toBe(true);
});
