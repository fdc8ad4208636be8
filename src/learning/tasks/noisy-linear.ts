import { gaussianLinearLabels } from "./linear.js";
import { regressionTask } from "./regression-task.js";
import type { Task } from "./task.js";

/**
 * y = wᵀx + ε, w ~ N(0, I), x ~ N(0, I), ε ~ N(0, noiseVariance) (Garg et al. 2022, arXiv:2208.01066, §4, whose noise has
 * variance 1). E (wᵀx)² = d.
 */
export function noisyLinearTask({ dimension, noiseVariance }: { dimension: number; noiseVariance: number }): Task {
  return regressionTask({
    name: "noisy linear",
    dimension,
    labelVariance: dimension,
    labels: gaussianLinearLabels(dimension),
    noiseVariance,
  });
}
