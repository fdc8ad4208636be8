import { type Estimate, estimate } from "../../numerics/statistics/index.js";

/**
 * The mean squared distance between two predictors at each position, over `scale`, with its standard error over prompts:
 * the SPD of Akyürek et al. (2023, arXiv:2211.15661, eq. (9)). Where one of them is the Bayes predictor, it is what the
 * other's error lies above the least there is.
 * @param a batch × points predictions
 * @param b as many
 */
export function squaredDistances(a: Float64Array, b: Float64Array, points: number, scale = 1): Estimate[] {
  const batch = a.length / points;
  return Array.from({ length: points }, (_, k) =>
    estimate(Float64Array.from({ length: batch }, (_, i) => (a[i * points + k]! - b[i * points + k]!) ** 2 / scale)),
  );
}
