import { invalid } from "../errors.js";

/** How non-negative least squares ended. */
export interface NonNegativeResult {
  /** Largest violation of the optimality conditions, for columns of length 1, relative to the largest |Aᵀb|. */
  readonly residual: number;
  /** Systems solved. */
  readonly iterations: number;
  /** `singular`: a column that would lower ‖A x − b‖ depends on those in use; x is the best without it. */
  readonly reason: "converged" | "max-iterations" | "singular";
}

/** Arrays that a sequence of problems of one size can share. */
export interface NonNegativeWorkspace {
  /** AᵀA and Aᵀb of A with columns scaled to length 1, and the columns' lengths. */
  readonly gram: Float64Array;
  readonly right: Float64Array;
  readonly lengths: Float64Array;
  /** x of the scaled columns, and the solution for the free ones. */
  readonly scaled: Float64Array;
  readonly trial: Float64Array;
  /** Cholesky factor for the free columns. */
  readonly factor: Float64Array;
  /** Of each column: held at zero, free to be positive, or refused for now. */
  readonly state: Uint8Array;
}

const HELD = 0;
const FREE = 1;
const REFUSED = 2;

/** Arrays for problems of n columns. */
export function nonNegativeWorkspace(n: number): NonNegativeWorkspace {
  return {
    gram: new Float64Array(n * n),
    right: new Float64Array(n),
    lengths: new Float64Array(n),
    scaled: new Float64Array(n),
    trial: new Float64Array(n),
    factor: new Float64Array(n * n),
    state: new Uint8Array(n),
  };
}

/**
 * x ≥ 0 of least ‖A x − b‖ from AᵀA (n × n) and Aᵀb, written into `x`, for up to some twenty columns. Allocates nothing
 * but the result where a workspace is given.
 *
 * Source: Lawson & Hanson, Solving Least Squares Problems (1974), chapter 23.
 * @throws InputError unless the sizes agree.
 */
export function nonNegativeLeastSquares(
  gram: Float64Array,
  right: Float64Array,
  x: Float64Array,
  workspace: NonNegativeWorkspace = nonNegativeWorkspace(right.length),
): NonNegativeResult {
  const n = right.length;
  if (gram.length !== n * n || x.length !== n || workspace.right.length !== n)
    throw invalid("sizes of AᵀA, x and workspace", [gram.length, x.length, workspace.right.length], `those of ${n}`);
  equilibrate(gram, right, workspace);
  const { scaled, trial, state, lengths } = workspace;
  scaled.fill(0);
  state.fill(HELD);
  let iterations = 0;
  let singular = false;
  let entering = steepest(workspace);
  while (entering >= 0 && iterations < 10 * n) {
    state[entering] = FREE;
    iterations += 1;
    const solved = solveFree(workspace);
    // A column that would not rise from zero is held back by rounding alone, and would enter for ever.
    if (!solved || !(trial[entering]! > 0)) {
      singular ||= !solved;
      state[entering] = REFUSED;
    } else {
      while (!advance(workspace) && solveFree(workspace)) iterations += 1;
      for (let j = 0; j < n; j++) if (state[j] === REFUSED) state[j] = HELD;
      singular = false;
    }
    entering = steepest(workspace);
  }
  for (let j = 0; j < n; j++) x[j] = scaled[j]! / lengths[j]!;
  const reason = entering >= 0 ? "max-iterations" : singular ? "singular" : "converged";
  return { residual: violation(workspace), iterations, reason };
}

/** Fills the workspace's system; a column of zeros becomes a unit vector beside all others, with x = 0. */
function equilibrate(gram: Float64Array, right: Float64Array, workspace: NonNegativeWorkspace): void {
  const { lengths } = workspace;
  const n = right.length;
  for (let j = 0; j < n; j++) lengths[j] = Math.sqrt(gram[j * n + j]!) || 1;
  for (let i = 0; i < n; i++) {
    workspace.right[i] = right[i]! / lengths[i]!;
    for (let j = 0; j < n; j++) workspace.gram[i * n + j] = gram[i * n + j]! / lengths[i]! / lengths[j]!;
  }
}

/** Half the negative gradient in x_j: Aᵀ(b − A x). */
function descent({ gram, right, scaled }: NonNegativeWorkspace, j: number): number {
  const n = right.length;
  let rest = right[j]!;
  for (let k = 0; k < n; k++) rest -= gram[j * n + k]! * scaled[k]!;
  return rest;
}

/** The column held at zero along which ‖A x − b‖ falls most, beyond rounding; −1 where there is none. */
function steepest(workspace: NonNegativeWorkspace): number {
  const { gram, right, scaled, state } = workspace;
  const n = right.length;
  let best = -1;
  let most = 0;
  for (let j = 0; j < n; j++) {
    if (state[j] !== HELD) continue;
    const rest = descent(workspace, j);
    let size = Math.abs(right[j]!);
    for (let k = 0; k < n; k++) size += Math.abs(gram[j * n + k]! * scaled[k]!);
    if (rest > most && rest > 4 * Number.EPSILON * size) {
      best = j;
      most = rest;
    }
  }
  return best;
}

/** Solves for the free columns by Cholesky, into `trial`; false where they are dependent to rounding. */
function solveFree({ gram, right, trial, factor, state }: NonNegativeWorkspace): boolean {
  const n = right.length;
  for (let i = 0; i < n; i++) {
    if (state[i] !== FREE) continue;
    let value = right[i]!;
    for (let j = 0; j <= i; j++) {
      if (state[j] !== FREE) continue;
      let rest = gram[i * n + j]!;
      for (let k = 0; k < j; k++) if (state[k] === FREE) rest -= factor[i * n + k]! * factor[j * n + k]!;
      if (i === j && !(rest > n * Number.EPSILON)) return false;
      factor[i * n + j] = i === j ? Math.sqrt(rest) : rest / factor[j * n + j]!;
      if (j < i) value -= factor[i * n + j]! * trial[j]!;
    }
    trial[i] = value / factor[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    if (state[i] !== FREE) continue;
    for (let k = i + 1; k < n; k++) if (state[k] === FREE) trial[i]! -= factor[k * n + i]! * trial[k]!;
    trial[i]! /= factor[i * n + i]!;
  }
  return true;
}

/** Goes to the trial solution, or as far towards it as x stays non-negative, and holds what reaches zero: then false. */
function advance({ scaled, trial, state }: NonNegativeWorkspace): boolean {
  let part = 1;
  let blocking = -1;
  for (let j = 0; j < state.length; j++) {
    if (state[j] !== FREE || trial[j]! > 0) continue;
    const reach = scaled[j]! / (scaled[j]! - trial[j]!);
    if (reach < part || blocking < 0) {
      part = reach;
      blocking = j;
    }
  }
  for (let j = 0; j < state.length; j++) {
    if (state[j] !== FREE) continue;
    scaled[j]! += part * (trial[j]! - scaled[j]!);
    if (j !== blocking && scaled[j]! > 0) continue;
    scaled[j] = 0;
    state[j] = HELD;
  }
  return blocking < 0;
}

function violation(workspace: NonNegativeWorkspace): number {
  const { right, state } = workspace;
  let largest = 0;
  let scale = Number.MIN_VALUE;
  for (let j = 0; j < right.length; j++) {
    const rest = descent(workspace, j);
    largest = Math.max(largest, state[j] === FREE ? Math.abs(rest) : rest);
    scale = Math.max(scale, Math.abs(right[j]!));
  }
  return largest / scale;
}
