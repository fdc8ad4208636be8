/**
 * Why an iteration stopped.
 * - `converged`: the step fell below the tolerance.
 * - `no-fixed-point`: a variance lost its sign; the variance equation has no positive solution (see `amp.ts`).
 * - `diverged`: the means grow without bound.
 * - `max-iterations`: neither, within the iterations allowed.
 */
export type StopReason = "converged" | "no-fixed-point" | "diverged" | "max-iterations";

/** What a message-passing or descent solver returns. It never pretends to have converged: look at `reason`. */
export interface SolverResult {
  /** The means m of the live spins: p. Meaningful as a solution only if `reason` is `converged`. */
  readonly mean: Float64Array;
  /** The marginal variances v of the live spins: p; absent for descent, which has none. */
  readonly variance?: Float64Array;
  readonly iterations: number;
  /** Root mean square of the last step of the means. */
  readonly step: number;
  readonly reason: StopReason;
}

/** When to stop. */
export interface StopRule {
  /** Root-mean-square step of the means, relative to theirs where that is above 1, at which to stop; 1e-12 unless told. */
  readonly tolerance?: number;
  /** Iterations allowed; 5,000 unless told. */
  readonly maxIterations?: number;
}

/** A stop rule with its defaults filled in. */
export function stopRule({ tolerance = 1e-12, maxIterations = 5_000 }: StopRule): Required<StopRule> {
  return { tolerance, maxIterations };
}

/** √(Σx²/n). */
export function rootMeanSquare(values: Float64Array): number {
  let squares = 0;
  for (const value of values) squares += value * value;
  return Math.sqrt(squares / values.length);
}

/** Whether a step of the means is within the tolerance. */
export function hasSettled(step: number, mean: Float64Array, { tolerance }: Required<StopRule>): boolean {
  return step <= tolerance * Math.max(1, rootMeanSquare(mean));
}
