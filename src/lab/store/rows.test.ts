import { expect, it } from "vitest";
import { checkRows } from "./rows.js";

it("passes flat rows, with −0 as 0", () => {
  const rows = [{ a: -0, b: 1e300, c: "x", d: false, e: null }];
  const [row] = checkRows("room/name", "id", rows);
  expect(row).toEqual({ a: 0, b: 1e300, c: "x", d: false, e: null });
  expect(Object.is(row!.a, 0)).toBe(true);
});

it.each([
  [{ a: Number.NaN }, "column a is NaN"],
  [{ a: Number.POSITIVE_INFINITY }, "column a is Infinity"],
  [{ a: [1] }, "column a is a list"],
  [{ a: new Float64Array(2) }, "column a is a list"],
  [{ a: { b: 1 } }, "column a is of type object"],
  [{ a: undefined }, "column a is undefined"],
  [{ a: 3n }, "column a is of type bigint"],
  [{ cell: 1 }, "column cell is the lab's own name for the cell's id"],
  [7, "a row is not an object"],
  [null, "a row is not an object"],
])("refuses the row %o", (row, finding) => {
  const message = `room/name, cell id: ${finding}; a row holds finite numbers, text, booleans or null (a bug of the study)`;
  expect(() => checkRows("room/name", "id", [row])).toThrow(expect.objectContaining({ name: "LabError", message }));
});

it("refuses what is no list of rows", () => {
  expect(() => checkRows("room/name", "id", undefined)).toThrow("run did not return a list of rows");
});
