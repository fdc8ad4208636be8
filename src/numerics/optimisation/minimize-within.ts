import { solveWithin } from "./small-cholesky.js";

/** Closed bounds of each of p unknowns. Equal bounds hold one fixed. */
export interface Box {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/** Value and derivatives of a function of p unknowns at one point. */
export interface Expansion {
  readonly value: number;
  /** p numbers. */
  readonly gradient: Float64Array;
  /** The Hessian, p × p row-major. */
  readonly hessian: Float64Array;
  /** A Hessian that is never indefinite, p × p: of a quadratic that touches the function from above, or Gauss and Newton's. */
  readonly majoriser: Float64Array;
}

/** What Newton's method minimises. +∞ is a wall. */
export interface Smooth {
  /** The function at p unknowns. */
  value(u: Float64Array): number;
  /** With derivatives; the arrays are read before the next call. Without `exact`, the majoriser may stand for the Hessian. */
  expand(u: Float64Array, exact: boolean): Expansion;
}

/** Moves `u` into the box, in place. */
export function clampInto(u: Float64Array, { lower, upper }: Box): Float64Array {
  for (let j = 0; j < u.length; j++) u[j] = Math.min(Math.max(u[j]!, lower[j]!), upper[j]!);
  return u;
}

/** How a minimisation ended. */
export interface Descent {
  readonly u: Float64Array;
  readonly value: number;
  readonly steps: number;
  /** Half of gᵀH⁻¹g over the free parameters, relative to the value: how far below the minimum could still be. */
  readonly decrement: number;
  /** `stuck`: no step within rounding makes the value smaller, though the decrement is above the tolerance. */
  readonly reason: "converged" | "max-steps" | "stuck" | "non-finite";
}

/** Options of {@link minimizeWithin}. */
export interface DescentOptions {
  /** Relative decrement at which a point is a minimum; 1e-15 unless told. */
  readonly tolerance?: number;
  /** Most accepted and refused steps together; 100 unless told. */
  readonly maxSteps?: number;
  /** Whether the Hessian is computed; else the majoriser stands for it (Gauss–Newton, reweighted). True unless told. */
  readonly exact?: boolean;
}

const LARGEST_DAMPING = 1e12;

/**
 * A local minimum within a box, by Newton's method with Levenberg's damping, scaled by the majoriser's diagonal. Where
 * the damped Hessian is indefinite, the majoriser stands for it. Parameters at a bound that the gradient pushes outward
 * are held there for the step.
 *
 * Source: Nocedal & Wright, Numerical Optimization (2006), chapters 4 and 16 (gradient projection).
 */
export function minimizeWithin(
  objective: Smooth,
  start: Float64Array,
  box: Box,
  { tolerance = 1e-15, maxSteps = 100, exact = true }: DescentOptions = {},
): Descent {
  const p = start.length;
  let u = clampInto(start.slice(), box);
  let damping = 1e-3;
  // A rough minimum may be judged by a damped step.
  const largestFinal = tolerance >= 1e-4 ? 1e-2 : 1e-8;
  let steps = 0;
  let decrement = Infinity;
  const step = new Float64Array(p);
  const model = new Float64Array(p * p);
  for (;;) {
    const { value, gradient, hessian, majoriser } = objective.expand(u, exact);
    if (!Number.isFinite(value)) return { u, value, steps, decrement, reason: "non-finite" };
    const free = freeParameters(u, gradient, box);
    for (;;) {
      if (free.length === 0) return { u, value, steps, decrement: 0, reason: "converged" };
      const definite = dampedSolve(hessian, majoriser, damping, free, gradient, step, model);
      if (!definite && !dampedSolve(majoriser, majoriser, damping + 1e-12, free, gradient, step, model)) {
        if (damping > LARGEST_DAMPING) return { u, value, steps, decrement, reason: "stuck" };
        damping = Math.max(4 * damping, 1e-6);
        continue;
      }
      let slope = 0;
      for (const j of free) slope += gradient[j]! * step[j]!;
      decrement = slope / 2 / Math.max(Math.abs(value), 1e-300);
      const next = u.slice();
      for (const j of free) next[j]! -= step[j]!;
      clampInto(next, box);
      const predicted = predictedDecrease(model, gradient, u, next);
      // The undamped step of a definite Hessian tells how far the minimum is.
      if (definite && damping <= largestFinal && decrement <= tolerance) {
        const last = objective.value(next);
        return last <= value
          ? { u: next, value: last, steps, decrement, reason: "converged" }
          : { u, value, steps, decrement, reason: "converged" };
      }
      if (++steps > maxSteps) return { u, value, steps, decrement, reason: "max-steps" };
      const reached = objective.value(next);
      const decrease = value - reached;
      if (decrease >= Math.max(1e-4 * predicted, 0) && Number.isFinite(reached)) {
        if (decrease > 0.5 * predicted) damping = damping <= 1e-8 ? 0 : damping / 30;
        u = next;
        break;
      }
      if (damping > LARGEST_DAMPING || sameWithinRounding(u, next)) {
        return { u, value, steps, decrement, reason: decrement <= 1e-12 ? "converged" : "stuck" };
      }
      damping = Math.max(5 * damping, 1e-6);
    }
  }
}

/** The parameters that are not held at a bound by the gradient. */
export function freeParameters(u: Float64Array, gradient: Float64Array, { lower, upper }: Box): number[] {
  const free: number[] = [];
  for (let j = 0; j < u.length; j++) {
    const held =
      lower[j] === upper[j] || (u[j]! <= lower[j]! && gradient[j]! > 0) || (u[j]! >= upper[j]! && gradient[j]! < 0);
    if (!held) free.push(j);
  }
  return free;
}

/** Solves (A + damping · diag M) step = gradient; leaves the damped matrix in `model`. */
function dampedSolve(
  a: Float64Array,
  m: Float64Array,
  damping: number,
  free: readonly number[],
  gradient: Float64Array,
  step: Float64Array,
  model: Float64Array,
): boolean {
  const p = gradient.length;
  model.set(a);
  for (const j of free) model[j * p + j]! += damping * Math.max(m[j * p + j]!, 1e-300);
  return solveWithin(model, p, free, gradient, step);
}

/** The decrease of the quadratic model from u to next. */
function predictedDecrease(model: Float64Array, gradient: Float64Array, u: Float64Array, next: Float64Array): number {
  const p = u.length;
  let decrease = 0;
  for (let a = 0; a < p; a++) {
    const da = next[a]! - u[a]!;
    if (da === 0) continue;
    decrease -= gradient[a]! * da;
    for (let b = 0; b < p; b++) decrease -= 0.5 * model[a * p + b]! * da * (next[b]! - u[b]!);
  }
  return decrease;
}

function sameWithinRounding(u: Float64Array, next: Float64Array): boolean {
  return u.every((value, j) => Math.abs(value - next[j]!) <= 4 * Number.EPSILON * Math.max(1, Math.abs(value)));
}
