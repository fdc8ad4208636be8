import type { AttentionProblem } from "./attention-problem.js";

/** The maximum-margin matrix that separates given tokens from the others. */
export interface AttentionSvm {
  /** d × d, row-major; the solution of min ‖W‖_F with every margin at least 1. */
  readonly W: Float64Array;
  /** The least margin (x_selected − x_t)ᵀ W z over inputs and tokens: 1 at the solution. */
  readonly margin: number;
  readonly iterations: number;
  /** `inseparable`: no W of norm up to {@link LARGEST_NORM} has all margins at least 1. */
  readonly reason: "converged" | "inseparable" | "max-iterations";
}

/** Solutions of a larger norm are taken for none: for unit tokens and queries, a margin below 1/300 of W's norm. */
export const LARGEST_NORM = 300;

/**
 * The attention SVM of a choice of tokens: min ‖W‖_F subject to (x_{i,opt} − x_{it})ᵀ W z_i ≥ 1 for all t ≠ opt, by exact
 * coordinate ascent on its dual, W = Σ α_it (x_{i,opt} − x_{it}) z_iᵀ with α ≥ 0.
 * Source: Tarzanagh et al. 2023 (arXiv:2308.16898), eq. (Att-SVM).
 *
 * @param selected The token of each input that W must prefer.
 */
export function attentionSvm(problem: AttentionProblem, selected: readonly number[]): AttentionSvm {
  const constraints = constraintMatrices(problem, selected);
  const squares = constraints.map((c) => dot(c, c));
  const alpha = new Float64Array(constraints.length);
  const W = new Float64Array(problem.d ** 2);
  const maxIterations = 200_000;
  for (let iteration = 1; iteration <= maxIterations; iteration++) {
    let largest = 0;
    for (let c = 0; c < constraints.length; c++) {
      const next = Math.max(0, alpha[c]! + (1 - dot(constraints[c]!, W)) / squares[c]!);
      const change = next - alpha[c]!;
      alpha[c] = next;
      for (let i = 0; i < W.length; i++) W[i]! += change * constraints[c]![i]!;
      largest = Math.max(largest, Math.abs(change) * Math.sqrt(squares[c]!));
    }
    const square = dot(W, W);
    // Weak duality: half the squared norm of whatever separates the tokens is at least the dual's value.
    const dual = alpha.reduce((sum, value) => sum + value, 0) - square / 2;
    const inseparable = dual > LARGEST_NORM ** 2 / 2;
    if (inseparable || largest <= 1e-13 * Math.sqrt(square)) {
      const reason = inseparable ? "inseparable" : "converged";
      return { W, margin: leastMargin(constraints, W), iterations: iteration, reason };
    }
  }
  return { W, margin: leastMargin(constraints, W), iterations: maxIterations, reason: "max-iterations" };
}

/** (x_{i,opt} − x_{it}) z_iᵀ for every input i and token t ≠ opt. */
function constraintMatrices(
  { n, T, d, tokens, queries }: AttentionProblem,
  selected: readonly number[],
): Float64Array[] {
  const constraints: Float64Array[] = [];
  for (let i = 0; i < n; i++) {
    const best = (i * T + selected[i]!) * d;
    for (let t = 0; t < T; t++) {
      if (t === selected[i]) continue;
      const other = (i * T + t) * d;
      const difference = Array.from({ length: d }, (_, a) => tokens[best + a]! - tokens[other + a]!);
      constraints.push(
        Float64Array.from({ length: d * d }, (_, k) => difference[Math.floor(k / d)]! * queries[i * d + (k % d)]!),
      );
    }
  }
  return constraints;
}

/** The cosine ⟨A, B⟩/(‖A‖_F ‖B‖_F) of the angle between two matrices of the same shape; 0 if one of them is 0. */
export function matrixCorrelation(a: Float64Array, b: Float64Array): number {
  const norms = Math.sqrt(dot(a, a) * dot(b, b));
  return norms === 0 ? 0 : dot(a, b) / norms;
}

function leastMargin(constraints: readonly Float64Array[], W: Float64Array): number {
  return constraints.reduce((least, c) => Math.min(least, dot(c, W)), Number.POSITIVE_INFINITY);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
