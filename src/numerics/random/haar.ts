import { invalid } from "../errors.js";
import { type Matrix, matrix } from "../linear-algebra/matrix.js";
import type { Stream } from "./stream.js";

/**
 * An n × n orthogonal matrix from the Haar measure: the Q of the QR factorisation of a Gaussian matrix, with the signs
 * that make the diagonal of R positive. Only what Q needs is drawn, n(n + 1)/2 numbers: what the first k Householder
 * reflections leave of the next Gaussian column is Gaussian again, so fresh numbers stand for it.
 *
 * Sources: Stewart, SIAM J. Numer. Anal. 17 (1980) 403; Mezzadri, Notices AMS 54 (2007) 592 (the signs).
 * @throws InputError unless n is an integer ≥ 1.
 */
export function haarOrthogonal(stream: Stream, n: number): Matrix {
  if (!(Number.isInteger(n) && n >= 1)) throw invalid("n", n, "an integer of at least 1");
  // Q = H_0 H_1 … H_{n−1} diag(signs of R), multiplied from the right: H_k meets only rows and columns k … n − 1.
  const q = matrix(n, n);
  for (let k = n - 1; k >= 0; k--) {
    const v = stream.fillNormal(new Float64Array(n - k));
    const norm = Math.sqrt(v.reduce((sum, x) => sum + x * x, 0));
    const sign = v[0]! < 0 ? -1 : 1;
    // H_k takes the column to −sign·norm·e_1, without cancellation.
    v[0]! += sign * norm;
    q.data[k * n + k] = -sign;
    reflectBlock(q, k, v);
  }
  return q;
}

/** Multiplies the block of rows and columns k … n − 1 by 1 − 2 v vᵀ/‖v‖² from the left. */
function reflectBlock({ columns: n, data }: Matrix, k: number, v: Float64Array): void {
  const product = new Float64Array(n - k);
  let square = 0;
  for (let i = k; i < n; i++) {
    const factor = v[i - k]!;
    square += factor * factor;
    for (let j = k; j < n; j++) product[j - k]! += factor * data[i * n + j]!;
  }
  for (let i = k; i < n; i++) {
    const factor = (2 * v[i - k]!) / square;
    for (let j = k; j < n; j++) data[i * n + j]! -= factor * product[j - k]!;
  }
}
