import { describe, expect, it } from "vitest";
import { type CellRecord, decodeCell, encodeCell } from "./cell-record.js";

const record: CellRecord = {
  run: "0123456789abcdef",
  cell: "P=20,N=2",
  provider: "embedded",
  seconds: 0.25,
  elapsed: 1.5,
  rows: [{ eps: 0.1 + 0.2, tiny: 5e-324, label: "größe \u2028 “x”", even: true, nothing: null, 7: 1 }],
};
const text = encodeCell(record);

/** The file with one part replaced; fails if the part is not there. */
function edited(part: string, by: string): string {
  expect(text).toContain(part);
  return text.replace(part, by);
}

describe("a cell's file", () => {
  it("reads back to the bit", () => {
    expect(decodeCell(text, record)).toEqual(record);
  });

  it.each([0, 1, 10, text.length >> 1, text.length - 2])("is found truncated at byte %i", (length) => {
    expect(decodeCell(text.slice(0, length), record)).toEqual({ damage: "truncated or not JSON" });
  });

  it.each([
    ["0.30000000000000004", "0.30000000000000005"],
    ["0.25", "0.26"],
    ['"even":true', '"even":false'],
    ['"rows":[{', '"rows":[{},{'],
    ['"nothing":null', '"nothing":[]'],
    ['"seconds":0.25,', ""],
  ])("is found corrupted where %s becomes %s", (part, by) => {
    const decoded = decodeCell(edited(part, by), record);
    // 0.30000000000000005 is the same number: the file is as good as it was.
    if (by === "0.30000000000000005") expect(decoded).toEqual(record);
    else expect(decoded).toEqual({ damage: "corrupted (its checksum does not match)" });
  });

  it("of another format version says which", () => {
    expect(decodeCell(edited('"version":1', '"version":2'), record)).toEqual({
      damage: "of another format: got v2, expected v1",
      isOtherVersion: true,
    });
  });

  it.each(["null", "3", "[]", "{}", '{"format":"else"}'])("of another kind is refused: %s", (other) => {
    expect(decodeCell(other, record)).toEqual({ damage: "not an isinglass/cell file" });
  });

  it.each([
    ["run", "fedcba9876543210"],
    ["cell", "P=20,N=4"],
    ["provider", "openblas"],
  ])("of another %s is foreign", (key, value) => {
    expect(decodeCell(text, { ...record, [key]: value })).toEqual({
      damage: `of another ${key} (${record[key as keyof CellRecord]}, expected ${value})`,
    });
  });
});
