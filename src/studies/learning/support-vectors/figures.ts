import type { Datum, Figure } from "../../../study/index.js";
import { type Measurement, meanCurves, pointsOf } from "../../measurement.js";
import type { Params } from "./study.js";

/** The approach to the SVM's direction, and what becomes of the weights on the way. */
export function figures(rows: readonly Measurement[], params: Params): Figure[] {
  return [approach(rows, params), problems(rows, params), growth(rows, params)];
}

/** 1 − correlation is what falls; the naive gradient loses it again. */
function approach(rows: readonly Measurement[], { repetitions, n, T, d }: Params): Figure {
  const distances = rows
    .filter(({ quantity, x }) => quantity === "correlation" && x !== null)
    .map((row) => ({ ...row, value: row.value === null ? null : 1 - row.value }));
  const data = meanCurves(distances, "correlation").filter(({ x }) => x > 1);
  return {
    id: "approach",
    title: "Gradient descent turns towards the support vector machine",
    caption: `One less the correlation of W with the SVM of the selected tokens, mean over ${repetitions} problems (n = ${n}, T = ${T}, d = ${d}), bands one standard error. The same descent with the softmax's derivative as usually written loses its way where the attention saturates: all of it is rounding.`,
    x: { label: "step of normalised gradient descent", type: "log" },
    y: { label: "1 − correlation", type: "log" },
    color: { type: "categorical" },
    marks: [
      { type: "band", data, x: "x", y: "value", low: "low", high: "high", series: "series" },
      { type: "line", data, x: "x", y: "value", series: "series" },
    ],
  };
}

const NAMES: Readonly<Record<string, string>> = {
  "selected tokens": "SVM of the selected tokens",
  "optimal tokens": "SVM of the best tokens",
};

/** Each problem is a dot: near the SVM of what it selected always, near that of the best tokens not always. */
function problems(rows: readonly Measurement[], { repetitions }: Params): Figure {
  const data: Datum[] = rows
    .filter(({ quantity, series, x }) => quantity === "correlation" && x === null && series.endsWith("tokens"))
    .map(({ repetition, series, value }) => ({ problem: repetition + 1, series: NAMES[series]!, value }));
  return {
    id: "problems",
    title: "Always the selected tokens' SVM, not always the best tokens'",
    caption: `Correlation of the final W with two SVMs in each of ${repetitions} problems. Where the two differ, descent has stayed at a locally optimal choice of tokens.`,
    x: { label: "problem" },
    y: { label: "correlation" },
    color: { type: "categorical" },
    marks: [
      { type: "rule", axis: "y", at: 1 },
      {
        type: "dot",
        data: data.filter(({ series }) => series === NAMES["selected tokens"]),
        x: "problem",
        y: "value",
        series: "series",
      },
      {
        type: "dot",
        data: data.filter(({ series }) => series === NAMES["optimal tokens"]),
        x: "problem",
        y: "value",
        series: "series",
        symbol: "times",
      },
    ],
  };
}

function growth(rows: readonly Measurement[], { eta }: Params): Figure {
  const data = ["norm", "attention"].flatMap((quantity) =>
    pointsOf(rows, quantity).map(({ x, value }) => ({
      x,
      value,
      series: quantity === "norm" ? "norm ‖W‖" : "attention on the selected tokens",
    })),
  );
  return {
    id: "growth",
    title: "The weights grow for ever, the attention saturates",
    caption: `First problem: with steps of length ${eta} the norm of W grows by almost as much in each, while the attention on the selected tokens goes to 1. Only the direction has a limit.`,
    x: { label: "step of normalised gradient descent", type: "log" },
    y: { label: "norm; attention", type: "log" },
    color: { type: "categorical" },
    marks: [{ type: "line", data, x: "x", y: "value", series: "series" }],
  };
}
