import { invalid } from "../../numerics/errors.js";
import { GrowingCholesky } from "../tasks/growing-cholesky.js";
import type { Kernel } from "../tasks/kernels.js";
import { type Predictor, promptPredictor } from "./predictor.js";

/**
 * The posterior mean of a Gaussian process, k(x)ᵀ(K + σ²I)⁻¹y, by a Cholesky factor that grows with the prompt: O(k²) at
 * position k. The Bayes predictor where the labels come from the process with the same kernel and noise (Rasmussen &
 * Williams 2006, eq. (2.25)). Without noise, examples that earlier ones determine are passed over.
 * @throws InputError for a negative noise variance.
 */
export function gaussianProcessPredictor({
  kernel,
  noiseVariance,
}: {
  kernel: Kernel;
  noiseVariance: number;
}): Predictor {
  if (!(noiseVariance >= 0)) throw invalid("noise variance", noiseVariance, "a number of at least 0");
  return promptPredictor("Gaussian process", ({ dimension, points, x, y }, predictions) => {
    const factor = new GrowingCholesky();
    const z: number[] = [];
    const covariance = (i: number, j: number) => kernel(x, i * dimension, j * dimension, dimension);
    for (let k = 0; k < points; k++) {
      const l = factor.forward(factor.kept.map((i) => covariance(i, k)));
      predictions[k] = l.reduce((sum, value, i) => sum + value * z[i]!, 0);
      const open = factor.append(k, l, covariance(k, k) + noiseVariance);
      if (open !== undefined) z.push((y[k]! - predictions[k]!) / open);
    }
  });
}
