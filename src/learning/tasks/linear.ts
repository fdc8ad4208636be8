import { applyWeights, type LabelLaw, regressionTask } from "./regression-task.js";
import type { Task } from "./task.js";

/** y = wᵀx, w ~ N(0, I), x ~ N(0, I), no noise (Garg et al. 2022, arXiv:2208.01066, §3). E y² = d. */
export function linearTask({ dimension }: { dimension: number }): Task {
  return regressionTask({
    name: "linear",
    dimension,
    labelVariance: dimension,
    labels: gaussianLinearLabels(dimension),
  });
}

/** Labels wᵀx with w ~ N(0, I). */
export function gaussianLinearLabels(dimension: number): LabelLaw {
  return (stream, x, y) => applyWeights(x, stream.fillNormal(new Float64Array(dimension)), y);
}
