import { solveWithin } from "../../numerics/optimisation/small-cholesky.js";

/** min (1/2)wᵀGw − cᵀw + α‖w‖₁, with G = XᵀX/n (d × d, row-major) and c = Xᵀy/n: the Lasso on n examples. */
export interface LassoProblem {
  readonly gram: Float64Array;
  readonly target: Float64Array;
  readonly alpha: number;
}

/** How {@link solveLasso} ended. */
export interface LassoResult {
  /** Coordinates moved one at a time, and sweeps over all of them. */
  readonly steps: number;
  /**
   * `exact`: the optimality conditions hold to rounding. `settled`: a whole sweep no longer moves the weights, whose Gram
   * matrix is singular. `max-steps`: neither yet.
   */
  readonly reason: "exact" | "settled" | "max-steps";
}

const MAX_STEPS = 20_000;

/**
 * Coordinate descent from `weights`, in place (Friedman, Hastie and Tibshirani 2010, J. Stat. Softw. 33:1), each time on
 * the coordinate that violates its optimality condition most; between two such steps the coordinates in use go straight to
 * their joint minimum (as in Lee et al. 2006, NIPS, feature-sign search), so that few steps reach the exact solution. Where
 * their Gram matrix is singular, sweeps over all coordinates take its place.
 */
export function solveLasso(problem: LassoProblem, weights: Float64Array): LassoResult {
  const work = new Float64Array(weights.length ** 2);
  for (let steps = 0; steps < MAX_STEPS; steps++) {
    if (minimizeOnSupport(problem, weights, work)) {
      const worst = worstCoordinate(problem, weights);
      if (worst === undefined) return { steps, reason: "exact" };
      descend(problem, weights, worst);
    } else if (sweep(problem, weights) <= 1e-13 * largest(weights)) return { steps, reason: "settled" };
  }
  return { steps: MAX_STEPS, reason: "max-steps" };
}

/** Moves one coordinate to its minimum; the size of the move. */
function descend({ gram, target, alpha }: LassoProblem, weights: Float64Array, i: number): number {
  const curvature = gram[i * (weights.length + 1)]!;
  if (curvature === 0) return 0;
  const old = weights[i]!;
  const pull = negativeGradient(gram, target, weights, i) + curvature * old;
  weights[i] = (Math.sign(pull) * Math.max(Math.abs(pull) - alpha, 0)) / curvature;
  return Math.abs(weights[i]! - old);
}

/** Moves every coordinate in turn; the largest move. */
function sweep(problem: LassoProblem, weights: Float64Array): number {
  let moved = 0;
  for (let i = 0; i < weights.length; i++) moved = Math.max(moved, descend(problem, weights, i));
  return moved;
}

/** c_i − (Gw)_i. */
function negativeGradient(gram: Float64Array, target: Float64Array, weights: Float64Array, i: number): number {
  const d = weights.length;
  let sum = target[i]!;
  for (let j = 0; j < d; j++) sum -= gram[i * d + j]! * weights[j]!;
  return sum;
}

/**
 * Takes the weights that are not zero to their minimum with their signs, and drops those that reach zero on the way; every
 * move lowers the objective. False where the Gram matrix of these coordinates is singular.
 */
function minimizeOnSupport(
  { gram, target, alpha }: LassoProblem,
  weights: Float64Array,
  work: Float64Array<ArrayBuffer>,
): boolean {
  const d = weights.length;
  const goal = new Float64Array(d);
  for (;;) {
    const support: number[] = [];
    for (let i = 0; i < d; i++) if (weights[i] !== 0) support.push(i);
    const right = target.map((value, i) => value - alpha * Math.sign(weights[i]!));
    if (!solveWithin(gram, d, support, right, goal, work)) return false;
    let [share, first] = [1, -1];
    for (const i of support) {
      const crossing = weights[i]! / (weights[i]! - goal[i]!);
      if (goal[i]! * weights[i]! <= 0 && crossing <= share) [share, first] = [crossing, i];
    }
    for (const i of support) weights[i] = first < 0 ? goal[i]! : weights[i]! + share * (goal[i]! - weights[i]!);
    if (first < 0) return true;
    weights[first] = 0;
  }
}

/** The zero coordinate whose gradient exceeds α by most; undefined where none does beyond rounding. */
function worstCoordinate({ gram, target, alpha }: LassoProblem, weights: Float64Array): number | undefined {
  let [worst, excess] = [-1, alpha * (1 + 1e-9)];
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] !== 0) continue;
    const size = Math.abs(negativeGradient(gram, target, weights, i));
    if (size > excess) [worst, excess] = [i, size];
  }
  return worst < 0 ? undefined : worst;
}

function largest(weights: Float64Array): number {
  let size = 0;
  for (const value of weights) size = Math.max(size, Math.abs(value));
  return size;
}
