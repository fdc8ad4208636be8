import { invalid } from "../errors.js";
import { solveSmall } from "./solve-small.js";

/** How Newton's method ended. */
export interface NewtonResult {
  /** The best point found. */
  readonly x: Float64Array;
  /** max |f_i(x)|. */
  readonly residual: number;
  /** Steps taken. */
  readonly iterations: number;
  /**
   * `converged`: the residual is within the tolerance, or the next step below the rounding of x. `singular-jacobian`:
   * there is no Newton step at x. `no-descent`: no part of the step makes ‖f‖ smaller, as at a local minimum of ‖f‖ that
   * is no root. `non-finite`: f or its Jacobian is not finite at x.
   */
  readonly reason: "converged" | "max-iterations" | "singular-jacobian" | "no-descent" | "non-finite";
}

/** Options of {@link newtonSystem}. */
export interface NewtonOptions {
  /**
   * ∂f_i/∂x_j at [i][j]. Unless given, forward differences with steps of 1.5e-8 · max(1, |x_j|), which suit unknowns
   * that vary over about their own size or 1.
   */
  readonly jacobian?: (x: Float64Array) => readonly ArrayLike<number>[];
  /** The residual at which x is a solution; 1e-12 unless told. */
  readonly tolerance?: number;
  /** Most steps; 50 unless told. */
  readonly maxIterations?: number;
}

/**
 * A root of a small system f(x) = 0 of as many equations as unknowns, from `start`, by Newton's method; a step is halved
 * until ‖f‖ falls by Armijo's rule, so that it may also leave the domain, where f is NaN or infinite.
 * `f` gets an array that it must not keep.
 *
 * Source: Dennis & Schnabel, Numerical Methods for Unconstrained Optimization and Nonlinear Equations (1983), chapter 6.
 * @throws InputError if f does not return as many numbers as there are unknowns.
 */
export function newtonSystem(
  f: (x: Float64Array) => ArrayLike<number>,
  start: ArrayLike<number>,
  options: NewtonOptions = {},
): NewtonResult {
  const { jacobian = (x) => forwardDifferences(f, x), tolerance = 1e-12, maxIterations = 50 } = options;
  let x: Float64Array = Float64Array.from(start);
  let value: Float64Array = Float64Array.from(f(x));
  if (value.length !== x.length)
    throw invalid("number of equations", value.length, `${x.length}, one for each unknown`);
  for (let iterations = 0; ; iterations++) {
    const residual = value.reduce((largest, component) => Math.max(largest, Math.abs(component)), 0);
    const ended = (reason: NewtonResult["reason"]): NewtonResult => ({ x, residual, iterations, reason });
    if (!Number.isFinite(residual)) return ended("non-finite");
    if (residual <= tolerance) return ended("converged");
    if (iterations === maxIterations) return ended("max-iterations");

    const derivative = jacobian(x);
    if (!derivative.every((row) => Array.from(row).every(Number.isFinite))) return ended("non-finite");
    const step = solveSmall(
      derivative,
      value.map((component) => -component),
    );
    if (step === null) return ended("singular-jacobian");
    if (step.every((change, j) => Math.abs(change) <= 2 * Number.EPSILON * Math.abs(x[j]!))) return ended("converged");
    const next = search(f, x, value, step);
    if (next === null) return ended("no-descent");
    [x, value] = next;
  }
}

/** The point x + t·step with the largest t of 1, 1/2, 1/4, … that lowers ‖f‖² by 2·10⁻⁴ t of itself, and f there. */
function search(
  f: (x: Float64Array) => ArrayLike<number>,
  x: Float64Array,
  value: Float64Array,
  step: Float64Array,
): [Float64Array, Float64Array] | null {
  const square = squaredNorm(value);
  for (let t = 1; t > 2 ** -60; t /= 2) {
    const point = x.map((component, j) => component + t * step[j]!);
    const there = Float64Array.from(f(point));
    // False for NaN.
    if (squaredNorm(there) <= (1 - 2e-4 * t) * square) return [point, there];
  }
  return null;
}

function squaredNorm(vector: Float64Array): number {
  return vector.reduce((sum, component) => sum + component * component, 0);
}

function forwardDifferences(f: (x: Float64Array) => ArrayLike<number>, x: Float64Array): Float64Array[] {
  const n = x.length;
  const value = Float64Array.from(f(x));
  const rows = Array.from({ length: n }, () => new Float64Array(n));
  for (let j = 0; j < n; j++) {
    const moved = x.slice();
    moved[j]! += Math.sqrt(Number.EPSILON) * Math.max(1, Math.abs(x[j]!));
    const there = f(moved);
    // The step as it was rounded.
    for (let i = 0; i < n; i++) rows[i]![j] = (there[i]! - value[i]!) / (moved[j]! - x[j]!);
  }
  return rows;
}
