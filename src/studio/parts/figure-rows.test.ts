import { expect, test } from "vitest";
import type { Figure } from "../../study/index.js";
import { rowsAsCsv } from "./csv.js";
import { figureRows } from "./figure-rows.js";

test("a figure's records are rows, those that marks share once, with the rules", () => {
  const data = [
    { runs: 12, N: 1e9, low: 5e8, high: null },
    { runs: 16, N: 1.1e9, low: 7e8, high: 2e9 },
  ];
  const figure: Figure = {
    ...{ id: "sizes", title: "", caption: "", x: { label: "runs" }, y: { label: "N" } },
    marks: [
      { type: "interval", data, x: "runs", y: "N", low: "low", high: "high" },
      { type: "dot", data, x: "runs", y: "N" },
      { type: "line", data: [{ runs: 12, N: 9e8 }], x: "runs", y: "N" },
      { type: "rule", axis: "y", at: 1e9, label: "the truth" },
    ],
  };
  expect(rowsAsCsv(figureRows(figure)).split("\r\n")).toEqual([
    "drawn,runs,N,low,high,axis,at,label",
    "interval dot,12,1000000000,500000000,,,,",
    "interval dot,16,1100000000,700000000,2000000000,,,",
    "line,12,900000000,,,,,",
    "rule,,,,,y,1000000000,the truth",
    "",
  ]);
});
