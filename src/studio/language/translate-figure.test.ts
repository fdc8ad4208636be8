import { describe, expect, it } from "vitest";
import { textsOfFigure } from "../../study/figure-texts.js";
import type { Figure } from "../../study/index.js";
import { translateFigure } from "./translate-figure.js";

const figure: Figure = {
  id: "errors",
  title: "Errors",
  caption: "Bars: one standard error.",
  x: { label: "tasks, P", type: "band", domain: ["few", "many"] },
  y: { label: "error" },
  color: { type: "categorical", domain: ["ridge"] },
  facet: { column: "panel" },
  marks: [
    {
      type: "dot",
      data: [
        { P: "few", e: 1, series: "ridge", panel: "fresh", kept: "ridge" },
        { P: "many", e: 2, series: "regression", panel: "old", kept: "few" },
      ],
      x: "P",
      y: "e",
      series: "series",
    },
    { type: "rule", axis: "y", at: 1, label: "limit" },
  ],
};

describe("translateFigure", () => {
  it("translates what is read and keeps ids, columns and other data", () => {
    const texts = {
      Errors: "误差",
      "tasks, P": "任务数，P",
      few: "少",
      ridge: "岭回归",
      fresh: "新任务",
      limit: "极限",
    };
    const chinese = translateFigure(figure, texts);
    expect(chinese).toMatchObject({
      id: "errors",
      title: "误差",
      caption: "Bars: one standard error.",
      x: { label: "任务数，P", domain: ["少", "many"] },
      color: { domain: ["岭回归"] },
      facet: { column: "panel" },
      marks: [
        {
          data: [
            { P: "少", e: 1, series: "岭回归", panel: "新任务", kept: "ridge" },
            { P: "many", e: 2, series: "regression", panel: "old", kept: "few" },
          ],
        },
        { label: "极限" },
      ],
    });
  });

  it("never makes two names one", () => {
    const chinese = translateFigure(figure, { ridge: "回归", regression: "回归" });
    expect(chinese.marks[0]).toMatchObject({ data: [{ series: "回归" }, { series: "regression" }] });
  });
});

describe("textsOfFigure", () => {
  it("lists what is read, once", () => {
    expect(textsOfFigure(figure)).toEqual([
      ...["Errors", "Bars: one standard error.", "tasks, P", "few", "many", "error", "ridge"],
      ...["fresh", "regression", "old", "limit"],
    ]);
  });
});
