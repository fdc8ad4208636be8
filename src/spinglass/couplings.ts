import { type Matrix, matrix } from "../numerics/linear-algebra/matrix.js";
import type { LinearAlgebra } from "../numerics/linear-algebra/provider.js";
import type { TaskBatch } from "./tasks.js";

/**
 * The spin glass of a training set, eqs (126)–(128), on the live spins alone: spin i = mD + n is W_mn with m ≤ D and
 * n < D (p = D(D+1) of them). The last column of W never touches the loss, so its couplings and fields are zero.
 */
export interface SpinGlass {
  readonly D: number;
  readonly P: number;
  /** R = (1/P) Σ_μ s^μ s^μᵀ = −J, with its diagonal: p × p. */
  readonly secondMoment: Matrix;
  /** h = (1/P) Σ_μ ỹ^μ s^μ: p. */
  readonly field: Float64Array;
  /** (1/2P) Σ_μ (ỹ^μ)², the constant by which loss and Hamiltonian differ. */
  readonly constant: number;
}

/** Tasks a product is taken over at a time: the panels stay in cache and the memory flat. */
const CHUNK = 512;

/**
 * Builds R and h of eqs (126)–(128). Since s = ũ ⊗ x̃, R is (1/P) Σ ũũᵀ ⊗ x̃x̃ᵀ, and each factor is symmetric: one product
 * of the (D+1)(D+2)/2 distinct entries of ũũᵀ with the D(D+1)/2 of x̃x̃ᵀ gives all of it, at about half the cost of
 * forming SᵀS from its symmetric half.
 */
export function buildSpinGlass(tasks: TaskBatch, algebra: LinearAlgebra): SpinGlass {
  const { P, D, features, queries, targets } = tasks;
  const pairs = matrix(((D + 1) * (D + 2)) / 2, (D * (D + 1)) / 2);
  const field = matrix(D + 1, D);
  const chunk = Math.min(CHUNK, P);
  const featurePairs = new Float64Array(chunk * pairs.rows);
  const queryPairs = new Float64Array(chunk * pairs.columns);
  const labelled = new Float64Array(chunk * D);
  for (let from = 0; from < P; from += chunk) {
    const count = Math.min(chunk, P - from);
    const u = features.subarray(from * (D + 1), (from + count) * (D + 1));
    const x = queries.subarray(from * D, (from + count) * D);
    fillPairs(u, D + 1, featurePairs);
    fillPairs(x, D, queryPairs);
    scaleRows(x, targets.subarray(from, from + count), labelled);
    const into = (columns: number, data: Float64Array) => matrix(count, columns, data.subarray(0, count * columns));
    const sum = { transposeA: true, alpha: 1 / P };
    algebra.gemm(into(pairs.rows, featurePairs), into(pairs.columns, queryPairs), { ...sum, addTo: pairs });
    algebra.gemm(matrix(count, D + 1, u), into(D, labelled), { ...sum, addTo: field });
  }
  let squares = 0;
  for (const y of targets) squares += y * y;
  return { D, P, secondMoment: spreadPairs(pairs, D), field: field.data, constant: squares / (2 * P) };
}

/** For each row a of `rows` (length n): the products a_i a_j, i ≤ j, in the order of {@link pairIndex}. */
function fillPairs(rows: Float64Array, n: number, out: Float64Array): void {
  let to = 0;
  for (let from = 0; from < rows.length; from += n) {
    for (let i = 0; i < n; i++) {
      const a = rows[from + i]!;
      for (let j = i; j < n; j++) out[to++] = a * rows[from + j]!;
    }
  }
}

/** Row μ of `rows` times factor μ. */
function scaleRows(rows: Float64Array, factors: Float64Array, out: Float64Array): void {
  const n = rows.length / factors.length;
  factors.forEach((factor, row) => {
    for (let i = row * n; i < (row + 1) * n; i++) out[i] = factor * rows[i]!;
  });
}

/** n × n table of the position of the pair (i, j) among the pairs i ≤ j. */
function pairIndex(n: number): Int32Array {
  const index = new Int32Array(n * n);
  let next = 0;
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) index[i * n + j] = index[j * n + i] = next++;
  }
  return index;
}

/** R from the products of distinct pairs: R[(m,n),(m′,n′)] = pairs[(m,m′),(n,n′)]. */
function spreadPairs(pairs: Matrix, D: number): Matrix {
  const p = D * (D + 1);
  const R = matrix(p, p);
  const featurePair = pairIndex(D + 1);
  const queryPair = pairIndex(D);
  let to = 0;
  for (let m = 0; m <= D; m++) {
    for (let n = 0; n < D; n++) {
      for (let m2 = 0; m2 <= D; m2++) {
        const row = featurePair[m * (D + 1) + m2]! * pairs.columns;
        for (let n2 = 0; n2 < D; n2++) R.data[to++] = pairs.data[row + queryPair[n * D + n2]!]!;
      }
    }
  }
  return R;
}

/** λ_i = λ + (1/P) Σ_μ (s_i^μ)² = λ − J_ii, the corrected form of the text before eq. (128). */
export function localRegularisation({ secondMoment: { rows: p, data } }: SpinGlass, lambda: number): Float64Array {
  return Float64Array.from({ length: p }, (_, i) => lambda + data[i * p + i]!);
}

/** λ_i with the sign printed before eq. (128) in our copy, λ − (1/P) Σ_μ (s_i^μ)². Kept to show what it leads to. */
export function localRegularisationAsPrinted({ secondMoment }: SpinGlass, lambda: number): Float64Array {
  const { rows: p, data } = secondMoment;
  return Float64Array.from({ length: p }, (_, i) => lambda - data[i * p + i]!);
}

/**
 * The same spin glass on all (D+1)² spins, row-major as W: those of the last column, which are dead, have no couplings and
 * no field.
 */
export function withDeadSpins(glass: SpinGlass): SpinGlass {
  const { D, secondMoment, field } = glass;
  const n = (D + 1) * (D + 1);
  const p = D * (D + 1);
  const full = (i: number) => Math.floor(i / D) * (D + 1) + (i % D);
  const moments = matrix(n, n);
  const fields = new Float64Array(n);
  for (let i = 0; i < p; i++) {
    fields[full(i)] = field[i]!;
    for (let j = 0; j < p; j++) moments.data[full(i) * n + full(j)] = secondMoment.data[i * p + j]!;
  }
  return { ...glass, secondMoment: moments, field: fields };
}

/** The couplings J = −R of eq. (128) on all (D+1)² spins. */
export function fullCouplings(glass: SpinGlass): Matrix {
  const { rows: n, data } = withDeadSpins(glass).secondMoment;
  return matrix(
    n,
    n,
    data.map((value) => -value),
  );
}
