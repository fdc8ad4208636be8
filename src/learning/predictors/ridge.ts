import { invalid } from "../../numerics/errors.js";
import { dot, onlinePredictor, type Predictor } from "./predictor.js";
import { TriangularFactor } from "./triangular-factor.js";

/**
 * Ridge regression: min ‖Xw − y‖² + λ‖w‖². With λ = σ²/s² the posterior mean, and so the best predictor, for w ~ N(0, s² I)
 * and noise of variance σ².
 * @throws InputError unless λ > 0; least squares is the limit λ → 0.
 */
export function ridgePredictor({ lambda }: { lambda: number }): Predictor {
  if (!(lambda > 0 && lambda < Number.POSITIVE_INFINITY)) throw invalid("lambda", lambda, "a finite number above 0");
  return onlinePredictor("ridge", (dimension) => {
    const factor = new TriangularFactor(dimension);
    factor.setDiagonal(Math.sqrt(lambda));
    const weights = new Float64Array(dimension);
    return {
      predict: (x) => dot(weights, x),
      learn(x, y) {
        factor.insert(x, y);
        factor.solve(weights);
      },
    };
  });
}
