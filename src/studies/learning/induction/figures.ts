import type { Figure } from "../../../study/index.js";
import { type Measurement, meanCurves, pointsOf } from "../../measurement.js";
import type { Params } from "./study.js";

/** The two attention maps, the loss along the sequence, and how sharp attention must be. */
export function figures(rows: readonly Measurement[], params: Params): Figure[] {
  return [maps(rows), loss(rows, params), sharpness(rows, params)];
}

function maps(rows: readonly Measurement[]): Figure {
  const data = [1, 2].flatMap((layer) =>
    pointsOf(rows, `map ${layer}`).map(({ x, series, value }) => ({
      key: x,
      query: Number(series),
      attention: value,
      layer: layer === 1 ? "layer 1: the token before" : "layer 2: the token after",
    })),
  );
  return {
    id: "maps",
    title: "Two heads that continue a sequence as it went before",
    caption:
      "Attention of every position (rows) to those before it (columns): position 0 is the beginning, then six random tokens, twice. In the second half layer 2 attends to the token after the present one's last occurrence.",
    x: { label: "attended position", type: "band" },
    y: { label: "position", type: "band", reverse: true },
    color: { type: "sequential", label: "attention", domain: [0, 1] },
    facet: { column: "layer" },
    aspect: 1,
    marks: [{ type: "cell", data, x: "key", y: "query", fill: "attention" }],
  };
}

function loss(rows: readonly Measurement[], { half, repetitions, sequences }: Params): Figure {
  const data = meanCurves(rows, "loss");
  return {
    id: "loss",
    title: "The loss falls at the first repetition",
    caption: `−ln p of each token of a random sequence of ${half} that repeats, mean of ${repetitions} × ${sequences} sequences. Both layers are needed: without layer 1 nothing tells what followed what.`,
    x: { label: "token of the sequence" },
    y: { label: "loss (nats)", type: "log" },
    color: { type: "categorical" },
    marks: [
      { type: "rule", axis: "x", at: half + 0.5 },
      { type: "line", data, x: "x", y: "value", series: "series" },
    ],
  };
}

function sharpness(rows: readonly Measurement[], { repetitions, half }: Params): Figure {
  const data = meanCurves(rows, "sharpness").filter(({ x }) => x > 0);
  return {
    id: "sharpness",
    title: "How sharp attention must be",
    caption: `Accuracy and prefix-matching score by what a match adds to a logit, over ${2 * half} tokens; mean of ${repetitions} repetitions, bars one standard error. A softmax over n tokens needs β well above ln n.`,
    x: { label: "logit of a match, β", type: "log" },
    y: { label: "share", domain: [0, 1] },
    color: { type: "categorical" },
    marks: [
      { type: "line", data, x: "x", y: "value", series: "series" },
      { type: "interval", data, x: "x", y: "value", low: "low", high: "high", series: "series" },
      { type: "dot", data, x: "x", y: "value", series: "series" },
    ],
  };
}
