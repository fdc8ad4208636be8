import type { Figure } from "../../../study/index.js";
import { t } from "../../language/index.svelte.js";
import { runningMean } from "./recent-loss.js";

/** Points that are drawn at most: of more, each stands for the mean of those around it. */
const DRAWN = 600;

/** What a chart of the loss draws, point by point. */
export interface LossCurves {
  readonly steps: number[];
  /** Single batches, or the means of neighbours. */
  readonly batches: number[];
  readonly means: number[];
}

/** The loss of each step, in few enough points, with the running mean there. */
export function lossCurves(losses: readonly number[]): LossCurves {
  const stride = Math.max(1, Math.ceil(losses.length / DRAWN));
  const count = Math.ceil(losses.length / stride);
  const part = (k: number) => losses.slice(k * stride, (k + 1) * stride);
  const steps = Array.from({ length: count }, (_, k) => Math.min(losses.length, (k + 1) * stride));
  const batches = steps.map((_, k) => part(k).reduce((sum, value) => sum + value, 0) / part(k).length);
  const running = runningMean(losses);
  return { steps, batches, means: steps.map((step) => running[step - 1]!) };
}

/** The chart of the loss as a figure, for a file. */
export function lossFigure(losses: readonly number[], floor: number | undefined, caption: string): Figure {
  const { steps, batches, means } = lossCurves(losses);
  const curve = (name: "batches" | "mean" | "floor", values: readonly number[]) => ({
    data: steps.map((step, i) => ({ step, loss: values[i]!, series: t(`training.curve.${name}`) })),
    ...{ x: "step", y: "loss", series: "series" },
  });
  const least =
    floor === undefined
      ? []
      : [
          curve(
            "floor",
            steps.map(() => floor),
          ),
        ];
  return {
    ...{ id: "training-loss", title: t("training.loss"), caption },
    x: { label: t("training.axis.step"), type: "linear" },
    y: { label: t("training.axis.loss"), type: "log" },
    marks: [
      // A line of one point would not be seen.
      { type: steps.length > 1 ? "line" : "dot", ...curve("batches", batches) },
      { type: "line", ...curve("mean", means) },
      ...least.map((own) => ({ type: "line" as const, dashed: true, ...own })),
    ],
  };
}
