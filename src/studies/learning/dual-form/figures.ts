import type { Datum, Figure } from "../../../study/index.js";
import { type Measurement, meanCurves } from "../../measurement.js";
import type { Params } from "./study.js";

/** Attention over the training examples, and what of a context's effect is an update of weights. */
export function figures(rows: readonly Measurement[], params: Params): Figure[] {
  return [attention(rows), unexplained(rows, params)];
}

function attention(rows: readonly Measurement[]): Figure {
  const data: Datum[] = rows
    .filter((row) => row.quantity === "attention" && row.x !== null && row.repetition === 0)
    .map(({ x, value, series }) => ({ x, value, series }));
  return {
    id: "attention",
    title: "A test input attends to the examples that trained the network",
    caption:
      "The output layer in its dual form: the attention ⟨k_t, x⟩ of one test input to the example of every training step. The trained weights are not used, and the output is the same.",
    x: { label: "training step, t" },
    y: { label: "attention ⟨k_t, x⟩" },
    color: { type: "categorical", domain: ["same class", "another class"] },
    marks: [
      { type: "rule", axis: "y", at: 0 },
      { type: "dot", data, x: "x", y: "value", series: "series" },
    ],
  };
}

function unexplained(rows: readonly Measurement[], { d, queries }: Params): Figure {
  const data: Datum[] = meanCurves(rows, "unexplained").map((point) => ({
    ...point,
    value: Math.max(point.value!, 1e-18),
    low: Math.max(point.low!, 1e-18),
  }));
  return {
    id: "unexplained",
    title: "Is a context an update of weights?",
    caption: `Share of the size of a context's effect on a random attention head (d = ${d}) that the best fixed update of weights and bias leaves, on half of ${queries} queries; bars one standard error over repetitions. With linear attention it is rounding.`,
    x: { label: "demonstrations in the context", type: "log" },
    y: { label: "share not explained", type: "log" },
    color: { type: "categorical" },
    marks: [
      { type: "interval", data, x: "x", y: "value", low: "low", high: "high", series: "series" },
      { type: "line", data, x: "x", y: "value", series: "series" },
      { type: "dot", data, x: "x", y: "value", series: "series" },
    ],
  };
}
