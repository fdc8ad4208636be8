import { describe, expect, it } from "vitest";
import type { Figure } from "../../study/index.js";
import { study as english } from "../language/en/study.js";
import { study as chinese } from "../language/zh/study.js";
import { figureInWords, type Say } from "./figure-words.js";

const saying =
  (strings: Readonly<Record<string, string>>): Say =>
  (name, values = {}) =>
    strings[name]!.replace(/\{(\w+)\}/g, (whole, key: string) => `${values[key] ?? whole}`);
const en = saying(english);

const points = (series: string, ys: readonly (number | null)[]) => ys.map((y, i) => ({ series, P: 10 ** i, y }));
const base: Figure = {
  ...{ id: "f", title: "Errors", caption: "" },
  x: { label: "pre-training tasks, P", type: "log" },
  y: { label: "error, ε" },
  marks: [],
};
const line = (data: ReturnType<typeof points>) => ({ type: "line", data, x: "P", y: "y", series: "series" }) as const;

describe("a figure in words", () => {
  it("tells each series from end to end, its extremes between them, and where lines cross as the axis draws them", () => {
    const figure: Figure = {
      ...base,
      marks: [line([...points("AMP", [4, 0, 2]), ...points("exact", [3, 3, 3])])],
    };
    expect(figureInWords(figure, en)).toEqual([
      "Across: pre-training tasks, P. Upwards: error, ε.",
      "AMP: from 4 at P = 1 to 2 at P = 100. Least 0 at P = 10, greatest 4 at P = 1.",
      "exact: from 3 at P = 1 to 3 at P = 100.",
      "AMP and exact cross at P ≈ 1.78.",
    ]);
    expect(figureInWords(figure, saying(chinese)).at(-1)).toBe("AMP 与 exact 相交于 P ≈ 1.78。");
  });

  it("finds lines that run together, also where their points do not stand at the same places", () => {
    const figure: Figure = {
      ...base,
      x: { label: "P" },
      marks: [
        line([
          { series: "theory", P: 0, y: 0 },
          { series: "theory", P: 10, y: 10 },
        ]),
        line([
          { series: "measured", P: 0, y: 0 },
          { series: "measured", P: 5, y: 5.05 },
          { series: "measured", P: 10, y: 10 },
        ]),
      ],
    };
    expect(figureInWords(figure, en).at(-1)).toBe("theory and measured agree within 0.5 % throughout.");
  });

  it("counts crossings that are many, and leaves out what has no value", () => {
    const zigzag = [1, -1, 1, -1, null, 1, -1];
    const figure: Figure = {
      ...base,
      marks: [
        line([
          ...points("a", zigzag),
          ...points(
            "b",
            zigzag.map(() => 0),
          ),
        ]),
      ],
    };
    expect(figureInWords(figure, en)).toContain("a and b cross 5 times.");
  });

  it("tells a series that is drawn as line and as dots once, and scattered dots by their range", () => {
    const data = points("AMP", [1, 2]);
    const scattered = [3, 1, 2].map((y) => ({ series: "runs", P: 10, y }));
    const figure: Figure = {
      ...base,
      marks: [line(data), { ...line(data), type: "dot" }, { ...line(scattered), type: "dot" }],
    };
    expect(figureInWords(figure, en).slice(1)).toEqual([
      "AMP: from 1 at P = 1 to 2 at P = 10.",
      "runs: 3 points, from 1 (at P = 10) to 3 (at P = 10).",
    ]);
  });

  it("names the panel, lists few names, tells a heat map's ends and blanks, and what is marked", () => {
    const names: Figure = {
      ...base,
      facet: { column: "N", label: "N" },
      marks: [
        {
          type: "dot",
          x: "who",
          y: "y",
          data: [
            { N: 5, who: "ridge", y: 0.25 },
            { N: 5, who: "AMP", y: 0.5 },
          ],
        },
      ],
    };
    expect(figureInWords(names, en)[1]).toBe("N = 5: values: ridge 0.25, AMP 0.5.");
    const map: Figure = {
      ...base,
      y: { label: "examples, N" },
      color: { type: "sequential", label: "contrast" },
      marks: [
        {
          ...{ type: "cell", x: "P", y: "N", fill: "c" },
          data: [
            { P: 1, N: 2, c: 0.1 },
            { P: 2, N: 2, c: 0.9 },
            { P: 3, N: 2, c: null },
          ],
        },
        { type: "rule", axis: "x", at: 2, label: "P_c" },
      ],
    };
    expect(figureInWords(map, en)).toEqual([
      "Across: pre-training tasks, P. Upwards: examples, N. In colour: contrast.",
      "3 cells: least 0.1 at P = 1, N = 2, greatest 0.9 at P = 2, N = 2. 1 have no value.",
      "Marked: P_c (P = 2).",
    ]);
  });
});
