import { invalid } from "../../numerics/errors.js";
import { solveLasso } from "./lasso-solver.js";
import { dot, onlinePredictor, type Predictor } from "./predictor.js";

/**
 * The Lasso: min ‖Xw − y‖²/(2k) + α‖w‖₁, the objective of scikit-learn and of Garg et al. (2022, arXiv:2208.01066, §3.2).
 * Each position starts from the solution of the one before.
 * @throws InputError unless α > 0.
 */
export function lassoPredictor({ alpha }: { alpha: number }): Predictor {
  if (!(alpha > 0)) throw invalid("alpha", alpha, "a number above 0");
  return onlinePredictor("Lasso", (dimension) => {
    const gram = new Float64Array(dimension * dimension);
    const target = new Float64Array(dimension);
    const weights = new Float64Array(dimension);
    let count = 0;
    return {
      predict: (x) => dot(weights, x),
      learn(x, y) {
        count++;
        // Running means, so that the problem is already divided by the number of examples.
        for (let i = 0; i < dimension; i++) {
          target[i]! += (y * x[i]! - target[i]!) / count;
          for (let j = 0; j < dimension; j++) {
            gram[i * dimension + j]! += (x[i]! * x[j]! - gram[i * dimension + j]!) / count;
          }
        }
        solveLasso({ gram, target, alpha }, weights);
      },
    };
  });
}
