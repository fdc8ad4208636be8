import type { Figure } from "../../../study/index.js";
import { type Measurement, meanCurves } from "../../measurement.js";
import type { Params } from "./study.js";

/** Errors of the algorithms against the noise, the approach to ridge regression, and the price of a smooth loss. */
export function figures(rows: readonly Measurement[], params: Params): Figure[] {
  return [selection(rows, params), approach(rows), pieces(rows)];
}

function selection(rows: readonly Measurement[], { d, N, candidates, prompts }: Params): Figure {
  const data = meanCurves(rows, "error");
  return {
    id: "selection",
    title: "Selecting an algorithm from the prompt",
    caption:
      `Squared error at the query against the noise of the prompt, d = ${d}, N = ${N}. ridge(σ): regression that trusts one level of noise (${candidates.join(", ")}). ` +
      `select: the one that does better on held-out examples of the same prompt. mixture: Bayes over the candidates. Bars one standard error over repetitions of ${prompts} prompts.`,
    x: { label: "noise of the prompt, σ", type: "log" },
    y: { label: "mean squared error", type: "log" },
    color: { type: "categorical" },
    marks: [
      { type: "interval", data, x: "x", y: "value", low: "low", high: "high", series: "series" },
      { type: "line", data, x: "x", y: "value", series: "series" },
      { type: "dot", data, x: "x", y: "value", series: "series" },
    ],
  };
}

function approach(rows: readonly Measurement[]): Figure {
  return {
    id: "approach",
    title: "Layers of ReLU attention approach ridge regression",
    caption:
      "Distance of the weights in the tokens from the ridge solution, over its size, for one prompt. Dashed: the bound (1 − 1/κ)^l.",
    x: { label: "layers, l" },
    y: { label: "|w_l − w*| / |w*|", type: "log" },
    marks: [
      { type: "line", data: meanCurves(rows, "ridge_bound"), x: "x", y: "value", dashed: true },
      { type: "dot", data: meanCurves(rows, "ridge_error"), x: "x", y: "value" },
    ],
  };
}

function pieces(rows: readonly Measurement[]): Figure {
  const curve = (quantity: string, series: string) => meanCurves(rows, quantity).map((point) => ({ ...point, series }));
  const slopes = curve("slope_error", "slope of the loss, largest error");
  const data = [...slopes, ...curve("logistic_gap", "weights after 5 steps")];
  const first = slopes[0]!;
  const square = slopes.map(({ x }) => ({ x, value: first.value! * (first.x / x) ** 2 }));
  return {
    id: "pieces",
    title: "Logistic regression: the price of a smooth loss",
    caption:
      "Against the number of ReLUs for the slope: its largest error, and the distance of the weights from plain gradient descent. Dashed: falls as the square of the number. Bars one standard error over repetitions.",
    x: { label: "ReLUs for the slope", type: "log" },
    y: { label: "error", type: "log" },
    color: { type: "categorical" },
    marks: [
      { type: "line", data: square, x: "x", y: "value", dashed: true },
      { type: "interval", data, x: "x", y: "value", low: "low", high: "high", series: "series" },
      { type: "line", data, x: "x", y: "value", series: "series" },
      { type: "dot", data, x: "x", y: "value", series: "series" },
    ],
  };
}
