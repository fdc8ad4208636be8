import { matrix } from "../numerics/linear-algebra/matrix.js";
import type { LinearAlgebra } from "../numerics/linear-algebra/provider.js";
import type { Prompt } from "./table-tasks.js";

/** What classical regressions on the prompt alone predict for its query. */
export interface PromptPredictions {
  /** The mean of the prompt's labels. */
  readonly mean: number;
  /** Least squares with intercept; of minimum norm where the prompt does not determine it. */
  readonly leastSquares: number;
  /** Ridge with intercept, its strength chosen on the prompt by exact leave-one-out error. */
  readonly ridge: number;
}

/** Ridge strengths tried, as multiples of the mean eigenvalue of the prompt's Gram matrix. */
const STRENGTHS = Array.from({ length: 13 }, (_, i) => 10 ** (i / 2 - 4));

/**
 * Regressions of the labels on the examples of one prompt, all from one eigendecomposition of the centred Gram matrix.
 * The leave-one-out error of ridge is e_i/(1 − h_ii) exactly (Allen 1974), with h_ii including the intercept's 1/N.
 */
export function predictFromPrompt({ examples, labels, query }: Prompt, algebra: LinearAlgebra): PromptPredictions {
  const N = labels.length;
  const D = query.length;
  const center = columnMeans(examples, N, D);
  const mean = labels.reduce((sum, y) => sum + y / N, 0);
  const X = matrix(
    N,
    D,
    examples.map((value, i) => value - center[i % D]!),
  );
  const y = matrix(
    N,
    1,
    labels.map((value) => value - mean),
  );
  const { values, vectors } = algebra.eigh(algebra.syrk(X));
  const rotated = algebra.gemm(X, vectors);
  const moments = algebra.gemm(rotated, y, { transposeA: true }).data;
  const queryMoments = algebra.gemm(
    matrix(
      1,
      D,
      query.map((value, i) => value - center[i]!),
    ),
    vectors,
  ).data;
  const predict = (weight: (eigenvalue: number) => number) =>
    mean + values.reduce((sum, value, k) => sum + queryMoments[k]! * moments[k]! * weight(value), 0);
  const floor = values[D - 1]! * Math.max(N, D) * Number.EPSILON;
  const scale = values.reduce((a, b) => a + b, 0) / D;
  const errors = STRENGTHS.map((strength) =>
    leaveOneOut({ rotated: rotated.data, y: y.data, moments, values }, strength * scale),
  );
  const best = STRENGTHS[errors.indexOf(Math.min(...errors))]! * scale;
  return {
    mean,
    leastSquares: predict((value) => (value > floor ? 1 / value : 0)),
    ridge: scale > 0 ? predict((value) => 1 / (Math.max(value, 0) + best)) : mean,
  };
}

interface RotatedFit {
  /** XV: N × D. */
  readonly rotated: Float64Array;
  readonly y: Float64Array;
  /** (XV)ᵀy: D. */
  readonly moments: Float64Array;
  readonly values: Float64Array;
}

/** Sum of squared leave-one-out errors of ridge with the given strength. */
function leaveOneOut({ rotated, y, moments, values }: RotatedFit, strength: number): number {
  const N = y.length;
  const D = values.length;
  const inverse = values.map((value) => 1 / (Math.max(value, 0) + strength));
  let sum = 0;
  for (let n = 0; n < N; n++) {
    let fitted = 0;
    let leverage = 1 / N;
    for (let k = 0; k < D; k++) {
      const z = rotated[n * D + k]!;
      fitted += z * moments[k]! * inverse[k]!;
      leverage += z * z * inverse[k]!;
    }
    sum += ((y[n]! - fitted) / Math.max(1 - leverage, 1e-12)) ** 2;
  }
  return sum;
}

function columnMeans(examples: Float64Array, N: number, D: number): Float64Array {
  const means = new Float64Array(D);
  for (let i = 0; i < examples.length; i++) means[i % D]! += examples[i]! / N;
  return means;
}
