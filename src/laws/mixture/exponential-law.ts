import { invalid } from "../../numerics/errors.js";
import { type Matrix, matrix } from "../../numerics/linear-algebra/matrix.js";
import { rowOf } from "../../numerics/linear-algebra/rows.js";
import type { ConvexFunction } from "./simplex-minimum.js";

/**
 * The loss on each of m validation domains as a function of the shares r of n training domains:
 * L_i(r) = c_i + k_i exp(Σ_j t_ij r_j). Exponential in the shares, not a power law. Ye et al. (2024, arXiv 2403.16952),
 * equation 7.
 */
export interface MixingLaw {
  /** m numbers, nats per token. */
  readonly c: Float64Array;
  /** m numbers, nats per token. */
  readonly k: Float64Array;
  /** m × n. */
  readonly t: Matrix;
}

/** The losses on the m validation domains. @throws InputError unless there is a share for each training domain. */
export function mixingLosses(law: MixingLaw, shares: Float64Array): Float64Array {
  check(law);
  if (shares.length !== law.t.columns) throw invalid("number of shares", shares.length, `${law.t.columns}`);
  return law.c.map((c, i) => c + law.k[i]! * Math.exp(dot(rowOf(law.t, i), shares)));
}

/** Σ s_i L_i(r), with equal weights s summing to one unless told. */
export function totalLoss(law: MixingLaw, shares: Float64Array, weights = equalWeights(law)): number {
  return dot(mixingLosses(law, shares), weights);
}

/**
 * The same law with Σ_j t_ij = 0 in each row. Shares sum to one, so that only t_ij − mean_j t_ij and ln k_i + mean_j t_ij
 * are identified: laws that agree on every mixture are equal after centring, whatever their printed t.
 */
export function centre(law: MixingLaw): MixingLaw {
  check(law);
  const t = matrix(law.t.rows, law.t.columns, law.t.data.slice());
  const k = law.k.map((amplitude, i) => {
    const row = rowOf(t, i);
    const mean = row.reduce((sum, value) => sum + value, 0) / row.length;
    for (let j = 0; j < row.length; j++) row[j]! -= mean;
    return amplitude * Math.exp(mean);
  });
  return { c: law.c.slice(), k, t };
}

/**
 * The total loss as a convex function of the shares.
 * @throws InputError where some s_i k_i is negative: the sum is then not convex, and no minimum of it can be certified.
 */
export function convexTotal(law: MixingLaw, weights = equalWeights(law)): ConvexFunction {
  check(law);
  if (weights.length !== law.c.length) throw invalid("number of weights", weights.length, `${law.c.length}`);
  const amplitudes = law.k.map((k, i) => k * weights[i]!);
  const bad = amplitudes.findIndex((amplitude) => !(amplitude >= 0));
  if (bad >= 0) {
    throw invalid(
      `weight × k of validation domain ${bad + 1}`,
      amplitudes[bad],
      "no negative number: the total loss is not convex in the shares, and its minimum cannot be certified",
    );
  }
  const n = law.t.columns;
  const terms = (shares: Float64Array) =>
    amplitudes.map((amplitude, i) => amplitude * Math.exp(dot(rowOf(law.t, i), shares)));
  return {
    dimension: n,
    value: (shares) => dot(law.c, weights) + terms(shares).reduce((sum, term) => sum + term, 0),
    gradient: (shares) => {
      const gradient = new Float64Array(n);
      terms(shares).forEach((term, i) => {
        rowOf(law.t, i).forEach((t, j) => {
          gradient[j]! += term * t;
        });
      });
      return gradient;
    },
    hessian: (shares) => {
      const hessian = matrix(n, n);
      terms(shares).forEach((term, i) => {
        const row = rowOf(law.t, i);
        for (let a = 0; a < n; a++) for (let b = 0; b < n; b++) hessian.data[a * n + b]! += term * row[a]! * row[b]!;
      });
      return hessian;
    },
  };
}

/** Weights 1/m. */
export function equalWeights({ c }: MixingLaw): Float64Array {
  return new Float64Array(c.length).fill(1 / c.length);
}

function check({ c, k, t }: MixingLaw): void {
  if (c.length !== t.rows || k.length !== t.rows) {
    throw invalid(
      "mixing law",
      `${c.length} c, ${k.length} k, ${t.rows} × ${t.columns} t`,
      "as many c and k as rows of t",
    );
  }
}

function dot(x: Float64Array, y: Float64Array): number {
  return x.reduce((sum, value, i) => sum + value * y[i]!, 0);
}
