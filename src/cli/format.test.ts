import { expect, it } from "vitest";
import { formatCompact, formatCount, formatEstimate, formatNumber, formatSeconds } from "./format.js";
import { columns, wrap } from "./terminal.js";

it.each([
  [null, "–"],
  [0, "0"],
  [2500, "2,500"],
  [-3, "-3"],
  [0.123456, "0.1235"],
  [1234.56, "1235"],
  [1.23456e-7, "1.235e-7"],
  [1.5e12, "1.500e+12"],
])("writes the number %d as %s", (value, text) => expect(formatNumber(value)).toBe(text));

it.each([
  [null, "–"],
  [0, "0"],
  [2500, "2,500"],
  [1e24, "1e24"],
  [7.3189e10, "7.319e10"],
  [-1.5e-7, "-1.5e-7"],
])("writes the number %d compactly as %s", (value, text) => expect(formatCompact(value)).toBe(text));

it.each([
  [0.82504, 0.0024, "0.8250 ± 0.0024"],
  [12.345, 1.6, "12.3 ± 1.6"],
  [5, null, "5"],
  [0.5, 0, "0.5"],
  [null, 0.1, "–"],
  [12345, 160, "12,345 ± 160"],
])("writes %d with error %d as %s", (value, stderr, text) => expect(formatEstimate(value, stderr)).toBe(text));

it.each([
  [0.04, "0.0 s"],
  [9.94, "9.9 s"],
  [59.4, "59 s"],
  [59.6, "1 min 0 s"],
  [3599, "59 min 59 s"],
  [7500, "2 h 5 min"],
  [1e6, "12 days"],
])("writes %d seconds as %s", (seconds, text) => expect(formatSeconds(seconds)).toBe(text));

it("counts in words", () => {
  expect([formatCount(1, "cell"), formatCount(2500, "cell")]).toEqual(["1 cell", "2,500 cells"]);
});

it("wraps text and aligns columns", () => {
  expect(wrap("one two three four", 10, "  ")).toBe("  one two\n  three\n  four");
  expect(
    columns([
      ["a", "bb", "c"],
      ["aaa", "b", "cc"],
    ]),
  ).toBe("a    bb  c\naaa  b   cc");
  expect(columns([])).toBe("");
});
