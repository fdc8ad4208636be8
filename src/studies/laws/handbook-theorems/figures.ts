import type { Figure } from "../../../study/index.js";
import { type Measurement, meanCurves } from "../../measurement.js";
import type { Params } from "./study.js";

/** How far one step of gradient descent is from least squares, against the length of the context. */
export function figures(rows: readonly Measurement[], { dimension, noise }: Params): Figure[] {
  const data = meanCurves(rows, "distance");
  return [
    {
      id: "step-against-regression",
      title: "One step of gradient descent is not least squares",
      caption:
        `Relative distance of the weights after one step (at its best step size) from the least-squares weights; mean over contexts, bars one standard error. ` +
        `Isotropic inputs, d = ${dimension}, noise ${noise}. The two agree only as √(d/k) → 0.`,
      x: { label: "examples in the context over dimension, k/d", type: "log" },
      y: { label: "relative distance", type: "log" },
      marks: [
        { type: "interval", data, x: "x", y: "value", low: "low", high: "high" },
        { type: "line", data, x: "x", y: "value" },
        { type: "dot", data, x: "x", y: "value" },
      ],
    },
  ];
}
