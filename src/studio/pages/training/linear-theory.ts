import { type LinearAlgebra, type Matrix, matrix, trace } from "../../../numerics/linear-algebra/index.js";

/** What linear attention is trained on, as far as its error depends on it: x ~ N(0, I) and y = wᵀx + ε. */
export interface LinearPopulation {
  /** C = E wwᵀ: d × d. */
  readonly covariance: Matrix;
  /** σ², the variance of ε. */
  readonly noiseVariance: number;
}

/**
 * The exact mean squared error, against labels with their noise, of xᵀA(1/k)Σ y_j x_j after k = 0, …, `points` − 1
 * examples: σ² + tr C − 2 tr(AC) + tr(A E_k Aᵀ) with E_k = (1 + 1/k) C + ((tr C + σ²)/k) I, and σ² + tr C at k = 0.
 */
export function linearErrors(A: Matrix, { covariance, noiseVariance }: LinearPopulation, points: number): Float64Array {
  const d = A.rows;
  const total = trace(covariance);
  let [linear, quadratic, square] = [0, 0, 0];
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < d; j++) {
      const a = A.data[i * d + j]!;
      linear += a * covariance.data[j * d + i]!;
      square += a * a;
      for (let l = 0; l < d; l++) quadratic += a * covariance.data[j * d + l]! * A.data[i * d + l]!;
    }
  }
  const level = noiseVariance + total;
  return Float64Array.from({ length: points }, (_, k) =>
    k === 0 ? level : level - 2 * linear + (1 + 1 / k) * quadratic + (level / k) * square,
  );
}

/**
 * The A of least error averaged over k = 0, …, `points` − 1: C Ē⁻¹, where Ē is E_k with 1/k replaced by its mean over
 * k = 1, …, `points` − 1. With one k alone it is that of Theorem 4.1 of Zhang et al. (2024, arXiv:2306.09927).
 */
export function bestLinear(
  { covariance, noiseVariance }: LinearPopulation,
  points: number,
  algebra: LinearAlgebra,
): Matrix {
  const d = covariance.rows;
  const inverse = Array.from({ length: points - 1 }, (_, k) => 1 / (k + 1)).reduce((a, b) => a + b) / (points - 1);
  const E = matrix(
    d,
    d,
    covariance.data.map((value) => (1 + inverse) * value),
  );
  for (let i = 0; i < d; i++) E.data[i * (d + 1)]! += inverse * (trace(covariance) + noiseVariance);
  // C and Ē commute, so that Ē⁻¹C is CĒ⁻¹.
  return algebra.solvePositive(E, covariance);
}
