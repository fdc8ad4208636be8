import { invalid } from "../numerics/errors.js";
import type { LinearAlgebra } from "../numerics/linear-algebra/provider.js";
import { predict } from "./energy.js";
import { backProject } from "./ground-state.js";
import { hasSettled, type SolverResult, type StopRule, stopRule } from "./solver.js";
import type { TaskBatch } from "./tasks.js";

/** Settings of {@link solveGamp}. */
export interface GampSettings extends StopRule {
  readonly lambda: number;
  /** Inverse temperature; scales the variances only. 1 unless told. */
  readonly beta?: number;
}

/**
 * Generalised AMP on the factor graph of the data (Rangan 2011, sum-product, Algorithm 1): spins with prior N(0, 1/λ), one
 * factor N(ỹ^μ; sᵀσ, P) a task, undamped. Its fixed point in the mean is the ground state exactly, and unlike the
 * equations on the graph of spins (r-BP, AMP (153), TAP) it has one below P_c too.
 */
export function solveGamp(tasks: TaskBatch, settings: GampSettings, algebra: LinearAlgebra): SolverResult {
  const { lambda, beta = 1 } = settings;
  if (!(lambda > 0)) throw invalid("lambda", lambda, "a number above 0");
  const rule = stopRule(settings);
  const squared = squareTasks(tasks);
  const p = tasks.D * (tasks.D + 1);
  const mean = new Float64Array(p);
  const variance = new Float64Array(p).fill(1 / lambda);
  const score = new Float64Array(tasks.P);
  const precision = new Float64Array(tasks.P);
  let step = Number.NaN;
  for (let iterations = 1; iterations <= rule.maxIterations; iterations++) {
    updateScores(tasks, { mean, spread: predict(squared, variance, algebra), score, precision }, algebra);
    step = updateSpins(
      { mean, variance, lambda },
      backProject(tasks, score, algebra),
      backProject(squared, precision, algebra),
    );
    const finished = hasSettled(step, mean, rule) ? "converged" : step < 1e12 ? undefined : "diverged";
    if (finished) return { mean, variance: variance.map((v) => v / beta), iterations, step, reason: finished };
  }
  return {
    mean,
    variance: variance.map((v) => v / beta),
    iterations: rule.maxIterations,
    step,
    reason: "max-iterations",
  };
}

/** Features and queries squared entry by entry, so that `predict` and `backProject` act with s_i². */
function squareTasks(tasks: TaskBatch): TaskBatch {
  const square = (value: number) => value * value;
  return { ...tasks, features: tasks.features.map(square), queries: tasks.queries.map(square) };
}

interface FactorState {
  readonly mean: Float64Array;
  /** τ^p_μ = Σ_i s_i² τ^x_i. */
  readonly spread: Float64Array;
  /** ŝ_μ, updated in place. */
  readonly score: Float64Array;
  /** τ^s_μ, updated in place. */
  readonly precision: Float64Array;
}

/** p = Sm − τ^p ŝ; ŝ = (y − p)/(Δ + τ^p), τ^s = 1/(Δ + τ^p), with noise Δ = P. */
function updateScores(tasks: TaskBatch, { mean, spread, score, precision }: FactorState, algebra: LinearAlgebra): void {
  const fitted = predict(tasks, mean, algebra);
  for (let task = 0; task < tasks.P; task++) {
    const total = tasks.P + spread[task]!;
    score[task] = (tasks.targets[task]! - fitted[task]! + spread[task]! * score[task]!) / total;
    precision[task] = 1 / total;
  }
}

/** τ^r = 1/Σs²τ^s, r = m + τ^r Σsŝ; posterior of the prior N(0, 1/λ) given r. Returns the rms step. */
function updateSpins(
  { mean, variance, lambda }: { mean: Float64Array; variance: Float64Array; lambda: number },
  gradient: Float64Array,
  curvature: Float64Array,
): number {
  let squares = 0;
  for (let i = 0; i < mean.length; i++) {
    const next = (curvature[i]! * mean[i]! + gradient[i]!) / (curvature[i]! + lambda);
    squares += (next - mean[i]!) ** 2;
    mean[i] = next;
    variance[i] = 1 / (curvature[i]! + lambda);
  }
  return Math.sqrt(squares / mean.length);
}
