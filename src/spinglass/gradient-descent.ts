import type { LinearAlgebra } from "../numerics/linear-algebra/provider.js";
import type { SpinGlass } from "./couplings.js";
import { hessian } from "./ground-state.js";
import { hasSettled, rootMeanSquare, type SolverResult, type StopRule, stopRule } from "./solver.js";

/** Settings of {@link descend}. */
export interface DescentSettings extends StopRule {
  readonly lambda: number;
}

/**
 * Full-batch gradient descent on the loss (123) from σ = 0, with the step 2/(L + μ) that is optimal between the extreme
 * eigenvalues μ and L of the Hessian: the error falls by (L − μ)/(L + μ) a step.
 */
export function descend(glass: SpinGlass, settings: DescentSettings, algebra: LinearAlgebra): SolverResult {
  const rule = stopRule(settings);
  const curvature = hessian(glass, settings.lambda);
  const spectrum = algebra.eigenvalues(curvature);
  const rate = 2 / (spectrum[0]! + spectrum[spectrum.length - 1]!);
  return algebra.withOperator(curvature, (multiply) => {
    const mean = new Float64Array(glass.field.length);
    const gradient = new Float64Array(mean.length);
    let step = Number.NaN;
    for (let iterations = 1; iterations <= rule.maxIterations; iterations++) {
      multiply(mean, gradient);
      for (let i = 0; i < mean.length; i++) {
        gradient[i]! -= glass.field[i]!;
        mean[i]! -= rate * gradient[i]!;
      }
      step = rate * rootMeanSquare(gradient);
      if (hasSettled(step, mean, rule)) return { mean, iterations, step, reason: "converged" };
    }
    return { mean, iterations: rule.maxIterations, step, reason: "max-iterations" };
  });
}
