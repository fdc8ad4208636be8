import { rowOf } from "../../numerics/linear-algebra/rows.js";
import { normalCdf } from "../../numerics/special/index.js";
import type { Prompt } from "./prompt.js";

/** GELU(t) = t Φ(t), Φ the normal distribution function. */
function gelu(t: number): number {
  return t * normalCdf(t);
}

/**
 * x·y by a feed-forward layer: as GELU(t) = t/2 + t²/√(2π) + O(t⁴),
 * x·y = (√(π/2)/s²)[GELU(sx + sy) − GELU(sx) − GELU(sy)] + O(s²). Not exact for any s, but as near as wanted, until rounding.
 *
 * Source: Akyürek et al. 2023 (arXiv:2211.15661), appendix on the `mul` operation.
 */
export function geluProduct(x: number, y: number, scale: number): number {
  const [a, b] = [scale * x, scale * y];
  return (Math.sqrt(Math.PI / 2) / scale ** 2) * (gelu(a + b) - gelu(a) - gelu(b));
}

/**
 * One full-batch gradient step on ½ Σ (⟨w, x_i⟩ − y_i)² /N in which every product of two variables is a
 * {@link geluProduct}; sums and multiples are affine, which a layer does exactly.
 */
export function geluDescentStep(
  { X, y }: Pick<Prompt, "X" | "y">,
  w: Float64Array,
  { eta, scale }: { readonly eta: number; readonly scale: number },
): Float64Array {
  const result = w.slice();
  for (let i = 0; i < X.rows; i++) {
    const x = rowOf(X, i);
    let residual = -y[i]!;
    for (let a = 0; a < w.length; a++) residual += geluProduct(w[a]!, x[a]!, scale);
    for (let a = 0; a < w.length; a++) result[a]! -= (eta / X.rows) * geluProduct(residual, x[a]!, scale);
  }
  return result;
}
