import type { Datum, Figure } from "../../../study/index.js";
import { type Measurement, meanCurves, scalarOf } from "../../measurement.js";
import { kernelNames } from "./experiment.js";
import type { Params } from "./study.js";

/** Which kernel predicts which labels, and errors layer by layer. */
export function figures(rows: readonly Measurement[], params: Params): Figure[] {
  return [table(rows, params), layers(rows, params)];
}

function table(rows: readonly Measurement[], { N, d, noise }: Params): Figure {
  const data: Datum[] = kernelNames.flatMap((labels) =>
    kernelNames.map((by) => {
      const error = scalarOf(rows, `error_of_${labels}`, `by=${by}`).value!;
      return { labels, by, decades: Math.log10(error), text: error.toPrecision(2) };
    }),
  );
  return {
    id: "table",
    title: "The kernel that made the labels predicts them best",
    caption: `Squared error at the query over the labels' variance, at the limit of many layers; N = ${N}, d = ${d}, noise of variance ${noise}. Each row has its minimum on the diagonal.`,
    x: { label: "similarity of the attention layers", type: "band", domain: kernelNames },
    y: { label: "kernel of the labels", type: "band", domain: kernelNames },
    color: { type: "sequential", label: "log₁₀ of the error" },
    aspect: 0.7,
    marks: [
      { type: "cell", data, x: "by", y: "labels", fill: "decades" },
      { type: "text", data, x: "by", y: "labels", text: "text" },
    ],
  };
}

function layers(rows: readonly Measurement[], { noise }: Params): Figure {
  const data = meanCurves(rows, "error");
  const posterior = scalarOf(rows, "posterior", "exponential").value;
  return {
    id: "layers",
    title: "Layer by layer on labels of the exponential kernel",
    caption: `Error after each layer, mean over repetitions, noise of variance ${noise}. The rule is the Bayes error: the posterior mean under the kernel of the labels. The ReLU turns away with depth: it is no kernel, and what lies along its negative eigenvalues grows.`,
    x: { label: "layers", type: "log" },
    y: { label: "normalised squared error", type: "log" },
    color: { type: "categorical" },
    marks: [
      ...(posterior === null ? [] : [{ type: "rule" as const, axis: "y" as const, at: posterior }]),
      { type: "line", data, x: "x", y: "value", series: "series" },
    ],
  };
}
