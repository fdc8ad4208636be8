import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { expect, it } from "vitest";
import { rowsToParquet } from "./parquet.js";

const cells = [
  {
    cell: "one",
    rows: [
      { eps: 0.1, label: "größe", ok: true },
      { eps: null, label: null, ok: false, late: 3 },
    ],
  },
  { cell: "none", rows: [] },
  { cell: "two", rows: [{ eps: 5e-324, empty: null }] },
];

it("reads back as it was, in order, with nulls for what a row lacks", async () => {
  const file = rowsToParquet("room/name", cells).buffer as ArrayBuffer;
  const blank = { cell: "", eps: null, label: null, ok: null, late: null, empty: null };
  expect(await parquetReadObjects({ file })).toEqual([
    { ...blank, cell: "one", eps: 0.1, label: "größe", ok: true },
    { ...blank, cell: "one", ok: false, late: 3 },
    { ...blank, cell: "two", eps: 5e-324 },
  ]);
  const types = parquetMetadata(file)
    .schema.slice(1)
    .map(({ name, type }) => `${name} ${type}`);
  expect(types).toEqual([
    "cell BYTE_ARRAY",
    "eps DOUBLE",
    "label BYTE_ARRAY",
    "ok BOOLEAN",
    "late DOUBLE",
    "empty DOUBLE",
  ]);
});

it("gives equal bytes for equal rows", () => {
  expect(rowsToParquet("room/name", cells)).toEqual(rowsToParquet("room/name", structuredClone(cells)));
});

it("takes a run without rows", async () => {
  const file = rowsToParquet("room/name", [{ cell: "none", rows: [] }]).buffer as ArrayBuffer;
  expect(await parquetReadObjects({ file })).toEqual([]);
});

it("refuses a column of two kinds", () => {
  const mixed = [{ cell: "one", rows: [{ eps: 1 }, { eps: "x" }] }];
  expect(() => rowsToParquet("room/name", mixed)).toThrow(
    "room/name: column eps mixes number and string (a bug of the study)",
  );
});
