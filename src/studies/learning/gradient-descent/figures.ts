import { bestStep, oneStepLoss } from "../../../learning/constructions/index.js";
import type { Datum, Figure } from "../../../study/index.js";
import { type Measurement, meanCurves } from "../../measurement.js";
import { uniformInputs } from "./experiment.js";
import type { Params } from "./study.js";

/** Predictions layer by layer, the distance from gradient descent, and the loss of one layer against its step. */
export function figures(rows: readonly Measurement[], params: Params): Figure[] {
  return [predictions(rows), distances(rows, params), steps(rows, params)];
}

function predictions(rows: readonly Measurement[]): Figure {
  const curves = meanCurves(
    rows.filter((row) => row.repetition === 0),
    "prediction",
  );
  const descent = curves.filter(({ series }) => series === "gradient descent");
  const stacks = curves.filter(({ series }) => series !== "gradient descent");
  return {
    id: "predictions",
    title: "One prompt, layer by layer",
    caption:
      "The prediction for one query after each layer. Line: gradient descent on the weights after as many steps. Layers that see the examples alone lie on it; the same weights under another mask, or with softmax, do not.",
    x: { label: "layers, or gradient steps" },
    y: { label: "prediction for the query" },
    color: { type: "categorical" },
    marks: [
      { type: "line", data: descent, x: "x", y: "value" },
      { type: "dot", data: stacks, x: "x", y: "value", series: "series" },
    ],
  };
}

function distances(rows: readonly Measurement[], { prompts, eta }: Params): Figure {
  // A difference of zero has no place on a logarithmic axis: it is drawn at the smallest that rounding leaves.
  const data: Datum[] = meanCurves(rows, "distance").map(({ series, x, value }) => ({
    ...{ series, x },
    value: Math.max(value!, 1e-17),
  }));
  return {
    id: "distance",
    title: "Distance from gradient descent",
    caption: `Root-mean-square difference from gradient descent with η = ${eta}, over the size of the target; mean over repetitions of ${prompts} prompts.`,
    x: { label: "layers" },
    y: { label: "distance / size of the target", type: "log" },
    color: { type: "categorical" },
    marks: [
      { type: "line", data, x: "x", y: "value", series: "series" },
      { type: "dot", data, x: "x", y: "value", series: "series" },
    ],
  };
}

function steps(rows: readonly Measurement[], params: Params): Figure {
  const data = meanCurves(rows, "loss");
  const input = uniformInputs(params);
  const best = bestStep(input);
  const end = Math.max(best, ...params.steps) * 1.05;
  const theory = Array.from({ length: 61 }, (_, i) => {
    const eta = (end * i) / 60;
    return { eta, loss: oneStepLoss(eta, input) };
  });
  return {
    id: "step",
    title: "Loss of one layer against its step",
    caption: `d = ${params.d}, N = ${params.N}, inputs uniform on [−1, 1]. Line: exact. Dots: measured, bars one standard error over repetitions. The rule marks the best step.`,
    x: { label: "step, η" },
    y: { label: "mean squared error" },
    marks: [
      { type: "rule", axis: "x", at: best, label: `η* = ${best.toPrecision(3)}` },
      { type: "line", data: theory, x: "eta", y: "loss" },
      { type: "interval", data, x: "x", y: "value", low: "low", high: "high" },
      { type: "dot", data, x: "x", y: "value" },
    ],
  };
}
