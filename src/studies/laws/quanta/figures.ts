import type { Figure } from "../../../study/index.js";
import { type Measurement, meanCurves, pointsOf } from "../../measurement.js";
import type { Params } from "./study.js";

/** The law, and the steps that it is made of. */
export function figures(rows: readonly Measurement[], { alpha, tau, quanta }: Params): Figure[] {
  const losses = meanCurves(rows, "loss");
  const simulated = losses.filter(({ series }) => series === "simulated");
  const steps = pointsOf(rows, "learnt");
  return [
    {
      id: "loss",
      title: "Loss against data: a power law",
      caption:
        `What is not yet learnt, α = ${alpha}, τ = ${tau}, ${quanta} quanta followed. Dots: simulated, mean over training sets, bars one standard error; ` +
        `line: expected value in closed form, of exponent α/(1+α) = ${(alpha / (1 + alpha)).toFixed(3)}.`,
      x: { label: "samples, D", type: "log" },
      y: { label: "loss above its floor", type: "log" },
      marks: [
        { type: "line", data: losses.filter(({ series }) => series === "expected"), x: "x", y: "value" },
        { type: "interval", data: simulated, x: "x", y: "value", low: "low", high: "high" },
        { type: "dot", data: simulated, x: "x", y: "value" },
      ],
    },
    {
      id: "steps",
      title: "Each quantum is learnt at one moment",
      caption:
        "Whether three of the quanta, by rank, are learnt in one training set: the same run, looked at task by task.",
      x: { label: "samples, D", type: "log" },
      y: { label: "learnt" },
      color: { type: "categorical" },
      marks: [{ type: "line", data: steps, x: "x", y: "value", series: "series" }],
    },
  ];
}
