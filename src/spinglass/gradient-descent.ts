import type { LinearAlgebra } from "../numerics/linear-algebra/provider.js";
import type { SpinGlass } from "./couplings.js";
import { energyGradient } from "./energy.js";
import { hessian } from "./ground-state.js";
import { type SolverResult, type StopRule, stopRule } from "./solver.js";

/** Settings of {@link descend}. */
export interface DescentSettings extends StopRule {
  readonly lambda: number;
}

/**
 * Full-batch gradient descent on the loss (123) from σ = 0, with the step 2/(L + μ) that is optimal between the extreme
 * eigenvalues μ and L of the Hessian: the error falls by (L − μ)/(L + μ) a step.
 */
export function descend(glass: SpinGlass, settings: DescentSettings, algebra: LinearAlgebra): SolverResult {
  const { tolerance, maxIterations } = stopRule(settings);
  const spectrum = algebra.eigenvalues(hessian(glass, settings.lambda));
  const rate = 2 / (spectrum[0]! + spectrum[spectrum.length - 1]!);
  const mean = new Float64Array(glass.field.length);
  let step = Number.NaN;
  for (let iterations = 1; iterations <= maxIterations; iterations++) {
    const gradient = energyGradient(glass, settings.lambda, mean);
    let squares = 0;
    for (let i = 0; i < mean.length; i++) {
      mean[i]! -= rate * gradient[i]!;
      squares += gradient[i]! ** 2;
    }
    step = rate * Math.sqrt(squares / mean.length);
    if (step <= tolerance) return { mean, iterations, step, reason: "converged" };
  }
  return { mean, iterations: maxIterations, step, reason: "max-iterations" };
}
