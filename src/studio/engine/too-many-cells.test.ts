import { expect, it } from "vitest";
import { errorOf, reportOf } from "./protocol.js";
import { cellsRefused, TooManyCells } from "./too-many-cells.js";

it("says how many cells were refused, also on the other thread", () => {
  const error = new TooManyCells(40_000, 2000);
  expect(error.message).toMatch(/^40000 cells are more than 2000,/);
  expect(cellsRefused(errorOf(structuredClone(reportOf(error))))).toBe(40_000);
  expect(cellsRefused(new Error("40000 cells"))).toBeUndefined();
});
