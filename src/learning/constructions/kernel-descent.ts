import { type Matrix, matrix } from "../../numerics/linear-algebra/matrix.js";
import { rowOf } from "../../numerics/linear-algebra/rows.js";
import type { Kernel } from "../tasks/kernels.js";
import { dot, type Similarity } from "./attention-layer.js";
import type { Prompt } from "./prompt.js";

/** A kernel as the similarity of an attention layer. */
export function similarityOf(kernel: Kernel): Similarity {
  let pair = new Float64Array(0);
  return (query, key) => {
    const d = query.length;
    if (pair.length !== 2 * d) pair = new Float64Array(2 * d);
    pair.set(query);
    pair.set(key, d);
    return kernel(pair, 0, d, d);
  };
}

/** The matrix of similarities of the rows of X: symmetric, and positive semi-definite where the similarity is a kernel. */
export function gramMatrix(X: Matrix, similarity: Similarity): Matrix {
  const gram = matrix(X.rows, X.rows);
  for (let i = 0; i < X.rows; i++) {
    for (let j = 0; j < X.rows; j++) gram.data[i * X.rows + j] = similarity(rowOf(X, i), rowOf(X, j));
  }
  return gram;
}

/**
 * Gradient descent on ½ Σ (y_i − f(x_i))² /N over functions, from f = 0: f ← f + (rate/N) Σ (y_i − f(x_i)) k(x_i, ·). The
 * predictions for the query after each step.
 *
 * In the plain way, by the coefficients α of f = Σ α_i k(x_i, ·): α ← α + (rate/N)(y − Kα). What layers of attention with
 * the kernel as their similarity are held against; for a similarity that is no kernel it is the same recursion, but the
 * gradient of nothing.
 *
 * Source: Cheng, Chen and Sra 2024 (arXiv:2312.06528), proposition 1.
 */
export function kernelDescent(
  { X, y, query }: Prompt,
  similarity: Similarity,
  { rate, steps }: { readonly rate: number; readonly steps: number },
): Float64Array {
  const N = X.rows;
  const gram = gramMatrix(X, similarity);
  const atQuery = Float64Array.from({ length: N }, (_, i) => similarity(query, rowOf(X, i)));
  const alpha = new Float64Array(N);
  return new Float64Array(steps).map(() => {
    const residuals = y.map((value, i) => value - dot(rowOf(gram, i), alpha));
    for (let i = 0; i < N; i++) alpha[i]! += (rate / N) * residuals[i]!;
    return dot(alpha, atQuery);
  });
}
