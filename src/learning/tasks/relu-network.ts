import { applyWeights, regressionTask, requireCount } from "./regression-task.js";
import type { Task } from "./task.js";

/**
 * Two-layer ReLU networks: y = √(2/h) Σ_j v_j relu(u_jᵀx) with h hidden units, u and v standard normal, x ~ N(0, I)
 * (Garg et al. 2022, arXiv:2208.01066, §3.2, where d = 20 and h = 100). E y² = d.
 */
export function reluNetworkTask({ dimension, hidden = 100 }: { dimension: number; hidden?: number }): Task {
  requireCount("hidden", hidden);
  return regressionTask({
    name: "ReLU network",
    dimension,
    labelVariance: dimension,
    labels(stream, x, y) {
      const u = stream.fillNormal(new Float64Array(hidden * dimension));
      const v = stream.fillNormal(new Float64Array(hidden));
      const unit = new Float64Array(y.length);
      for (let j = 0; j < hidden; j++) {
        applyWeights(x, u.subarray(j * dimension, (j + 1) * dimension), unit);
        const factor = Math.sqrt(2 / hidden) * v[j]!;
        for (let n = 0; n < y.length; n++) y[n]! += factor * Math.max(unit[n]!, 0);
      }
    },
  });
}
