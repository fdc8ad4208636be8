import type { Figure } from "../../../src/study/index.js";

const methods = ["mean of the prompt", "least squares", "ridge", "pre-trained attention"];

/** Names on the horizontal axis, dots with error bars, two series told apart by colour and symbol. */
export const figure: Figure = {
  id: "real-tasks",
  title: "Held-out error on real tasks",
  caption: "Mean squared error over 200 tasks; bars are two standard errors over tasks.",
  x: { label: "predictor", type: "point", domain: methods },
  y: { label: "mean squared error, in units of the target's variance" },
  marks: [
    {
      type: "interval",
      x: "method",
      y: "error",
      low: "low",
      high: "high",
      series: "table",
      data: methods.flatMap((method, i) =>
        ["as it is", "rotated"].map((table, j) => ({
          method,
          table,
          low: 1 / (i + 1 + j / 3) - 0.06,
          high: 1 / (i + 1 + j / 3) + 0.06,
        })),
      ),
    },
    {
      type: "dot",
      x: "method",
      y: "error",
      series: "table",
      data: methods.flatMap((method, i) =>
        ["as it is", "rotated"].map((table, j) => ({ method, table, error: 1 / (i + 1 + j / 3) })),
      ),
    },
  ],
};
