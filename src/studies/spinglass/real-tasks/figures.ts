import type { Figure } from "../../../study/index.js";
import { errorBar } from "../../selection.js";
import { metrics } from "./metrics.js";
import { type Params, type Predictor, predictors, type Row } from "./study.js";

const names: Record<Predictor, string> = {
  attention: "attention (ground state)",
  isotropic: "shrunk identity",
  ols: "least squares",
  ridge: "ridge (leave-one-out)",
  mean: "mean of the prompt",
};

/** Errors side by side, and attention against ridge prompt by prompt. */
export function figures(rows: readonly Row[], params: Params): Figure[] {
  const found = metrics(rows, params);
  const bars = predictors.map((name) => {
    const error = found[`eps_${name}`]!;
    return { predictor: names[name], eps: error.value, ...errorBar(error) };
  });
  return [
    {
      id: "errors",
      title: "Error on held-out rows",
      caption: `Mean squared error in units of the target's variance, N = ${params.N} examples in a prompt; bars one standard error over ${params.repetitions} random splits of the table. 1 is what guessing the overall mean gives.`,
      x: { label: "predictor", type: "point" },
      y: { label: "squared error", type: "log" },
      marks: [
        { type: "rule", axis: "y", at: 1 },
        { type: "interval", data: bars, x: "predictor", y: "eps", low: "low", high: "high" },
        { type: "dot", data: bars, x: "predictor", y: "eps" },
      ],
    },
    promptFigure(rows),
  ];
}

/** At most 600 prompts, evenly taken, so that single dots can be seen. */
function promptFigure(rows: readonly Row[]): Figure {
  const every = Math.max(1, Math.ceil(rows.length / 600));
  const data = rows
    .filter((_, i) => i % every === 0)
    .map((row) => ({ attention: Math.sqrt(row.attention) + 1e-4, ridge: Math.sqrt(row.ridge) + 1e-4 }));
  const largest = Math.max(...data.flatMap((row) => [row.attention, row.ridge]));
  const diagonal = [1e-3, largest].map((value) => ({ attention: value, ridge: value }));
  return {
    id: "prompts",
    title: "Prompt by prompt",
    caption:
      "Each dot is one held-out prompt: absolute error of ridge on the prompt and of the pre-trained attention. Above the line the attention is worse.",
    x: { label: "|error| of ridge", type: "log" },
    y: { label: "|error| of attention", type: "log" },
    aspect: 0.9,
    marks: [
      { type: "line", data: diagonal, x: "ridge", y: "attention", dashed: true },
      { type: "dot", data, x: "ridge", y: "attention" },
    ],
  };
}
