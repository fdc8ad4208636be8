import type { Datum, Figure } from "../../../study/index.js";
import { type Measurement, meanCurves, pointsOf } from "../../measurement.js";
import type { Params } from "./study.js";

/** Attention, loss, and the same layer on inputs that are not a finite set. */
export function figures(rows: readonly Measurement[], params: Params): Figure[] {
  return [attention(rows, params), loss(rows, params), linearClass(rows, params)];
}

function attention(rows: readonly Measurement[], { K, dominant, N, N_balanced, repetitions }: Params): Figure {
  return {
    id: "attention",
    title: "Frequent features first",
    caption:
      `Mean attention of a query to its own feature, ${K} orthonormal features: equally frequent (N = ${N_balanced}), and one with probability ${dominant} (N = ${N}). ` +
      `Lines: gradient descent on the exact population loss. Dots: SGD, mean over ${repetitions} runs, bars one standard error.`,
    x: { label: "step of gradient descent", type: "log" },
    y: { label: "attention to the right feature", domain: [0, 1] },
    color: { type: "categorical" },
    marks: marks(rows, "attention"),
  };
}

function loss(rows: readonly Measurement[], { repetitions }: Params): Figure {
  return {
    id: "loss",
    title: "The loss falls in two phases, then slowly",
    caption: `½E(ŷ − y)² in exact expectation. Lines: the exact population loss descended; dots: SGD, mean over ${repetitions} runs. What is left of the imbalanced loss is of prompts in which the query's rare feature is missing.`,
    x: { label: "step of gradient descent", type: "log" },
    y: { label: "loss", type: "log" },
    color: { type: "categorical" },
    marks: marks(rows, "loss"),
  };
}

/** Steps from 1 on: the axis is logarithmic. */
function marks(rows: readonly Measurement[], quantity: string): Figure["marks"] {
  const shown = ({ x }: Datum) => Number(x) > 0;
  const exact = pointsOf(rows, `${quantity}_exact`).filter(shown);
  const sgd = meanCurves(rows, `${quantity}_sgd`).filter(shown);
  return [
    { type: "line", data: exact, x: "x", y: "value", series: "series" },
    { type: "interval", data: sgd, x: "x", y: "value", low: "low", high: "high", series: "series" },
    { type: "dot", data: sgd, x: "x", y: "value", series: "series" },
  ];
}

function linearClass(rows: readonly Measurement[], { d, repetitions, prompts }: Params): Figure {
  const data = meanCurves(rows, "gaussian_error");
  return {
    id: "linear-class",
    title: "On Gaussian inputs the same layer only smooths",
    caption: `Share of E y² left, d = ${d}, noiseless: the softmax layer at its best β, mean of ${repetitions} trials on ${prompts} prompts each, bars one standard error; linear attention at its optimum. Least squares leaves 0 from N = d on.`,
    x: { label: "examples in a prompt, N", type: "log" },
    y: { label: "error over E y²", type: "log" },
    color: { type: "categorical" },
    marks: [
      { type: "line", data, x: "x", y: "value", series: "series" },
      { type: "interval", data, x: "x", y: "value", low: "low", high: "high", series: "series" },
      { type: "dot", data, x: "x", y: "value", series: "series" },
    ],
  };
}
