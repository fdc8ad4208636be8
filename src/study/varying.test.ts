import { expect, test } from "vitest";
import { requireVarying } from "./varying.js";

const table = (columns: Record<string, number[]>) => ({
  name: "runs.csv",
  columns: Object.entries(columns).map(([name, values]) => ({ name, values: Float64Array.from(values) })),
  rows: 3,
});

test("passes a table on whose columns all vary", () => {
  const varying = table({ N: [1, 2, 3], loss: [4, 4, 3] });
  expect(requireVarying(varying)).toBe(varying);
});

test("names the columns that are constant", () => {
  expect(() => requireVarying(table({ N: [1, 2, 3], chas: [0, 0, 0] }))).toThrow(
    "runs.csv: constant column: chas; expected values that vary (remove the column)",
  );
  const many = Object.fromEntries(["a", "b", "c", "d", "e", "f", "g"].map((name) => [name, [1, 1, 1]]));
  expect(() => requireVarying(table(many))).toThrow("constant columns: a, b, c, d, e and 2 more; expected");
});
