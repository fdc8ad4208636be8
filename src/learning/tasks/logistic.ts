import { gaussianLinearLabels } from "./linear.js";
import { regressionTask } from "./regression-task.js";
import type { Task } from "./task.js";

/**
 * Labels −1 and 1 with P(y = 1) = 1/(1 + exp(−slope · wᵀx/√d)), w ~ N(0, I), x ~ N(0, I) (Bai et al. 2023,
 * arXiv:2306.04637, §3.2, with w of unit length on average). E y² = 1.
 */
export function logisticTask({ dimension, slope = 1 }: { dimension: number; slope?: number }): Task {
  const linear = gaussianLinearLabels(dimension);
  return regressionTask({
    name: "logistic",
    dimension,
    labelVariance: 1,
    labels(stream, x, y) {
      linear(stream.child("w"), x, y);
      for (let n = 0; n < y.length; n++) {
        const probability = 1 / (1 + Math.exp((-slope * y[n]!) / Math.sqrt(dimension)));
        y[n] = stream.uniform() < probability ? 1 : -1;
      }
    },
  });
}
