import { rowOf } from "../../numerics/linear-algebra/rows.js";
import { dot } from "./attention-layer.js";
import type { Prompt } from "./prompt.js";

/** A gradient descent on weights. */
export interface WeightDescent {
  readonly eta: number;
  readonly steps: number;
  /** w_0; zeros unless told. */
  readonly start?: Float64Array;
  /** λ of a penalty (λ/2)|w|²; 0 unless told. */
  readonly lambda?: number;
}

/**
 * The weights after each full-batch step w ← w − η[(1/N) Σ (⟨w, x_i⟩ − y_i) x_i + λw], in the plain way: what the
 * attention layers of this folder are held against.
 */
export function leastSquaresDescent(
  { X, y }: Pick<Prompt, "X" | "y">,
  { eta, steps, start, lambda = 0 }: WeightDescent,
): Float64Array[] {
  const { rows: N, columns: d } = X;
  const w = start ? start.slice() : new Float64Array(d);
  return Array.from({ length: steps }, () => {
    const gradient = w.map((value) => lambda * value);
    for (let i = 0; i < N; i++) {
      const x = rowOf(X, i);
      const residual = (dot(w, x) - y[i]!) / N;
      for (let a = 0; a < d; a++) gradient[a]! += residual * x[a]!;
    }
    for (let a = 0; a < d; a++) w[a]! -= eta * gradient[a]!;
    return w.slice();
  });
}

/**
 * The weights after one pass of online gradient descent, an example at a time in order:
 * w ← w + η_i (y_i − ⟨w, x_i⟩) x_i with η_i = `eta`, or 1/|x_i|² where `eta` is "full" (Kaczmarz), which fits each
 * example as it comes.
 */
export function onlineDescent({ X, y }: Pick<Prompt, "X" | "y">, eta: number | "full"): Float64Array {
  const w = new Float64Array(X.columns);
  for (let i = 0; i < X.rows; i++) {
    const x = rowOf(X, i);
    const step = (eta === "full" ? 1 / dot(x, x) : eta) * (y[i]! - dot(w, x));
    for (let a = 0; a < w.length; a++) w[a]! += step * x[a]!;
  }
  return w;
}
