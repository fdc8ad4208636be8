/** Householder reflectors H = I − tau·v·vᵀ, singly and in blocks (Schreiber and Van Loan 1989: the compact WY form). */

import { gemm } from "./gemm";
import { bytes } from "./simd";
import { dot, scale } from "./vectors";

/**
 * Squares below this have lost digits. Matrices are scaled so that vectors as short as its root are negligible beside
 * them.
 */
const NEGLIGIBLE: f64 = 1e-290;

/**
 * Turns x (n elements) into the v of the reflector that maps x to a multiple of its element `pivot`, where v is 1.
 * Where nothing but that element counts, tau is 0 and the other elements of v are. The multiple is written to `result`.
 *
 * @returns tau
 */
export function reflector(n: i32, x: usize, pivot: i32, result: usize): f64 {
  const at = x + bytes(pivot);
  const alpha = load<f64>(at);
  store<f64>(at, 0);
  const rest = dot(n, x, x);
  const square = alpha * alpha + rest;
  if (rest == 0 || square < NEGLIGIBLE) {
    memory.fill(x, 0, bytes(n));
    store<f64>(at, 1);
    store<f64>(result, alpha);
    return 0;
  }
  const beta = -copysign(sqrt(square), alpha);
  scale(n, 1 / (alpha - beta), x);
  store<f64>(at, 1);
  store<f64>(result, beta);
  return (beta - alpha) / beta;
}

/**
 * Z ← Z·H_0·H_1 ⋯ H_{count−1}, or Z·H_{count−1} ⋯ H_0 with `reversed`, for Z (rows × n, contiguous rows `zRow` apart)
 * and the reflectors whose vectors are the rows of V (count × n, `vRow` apart, zeros and ones written out).
 * `scratch` holds 2·count·(count + rows) elements.
 */
export function applyReflectors(
  rows: i32, n: i32, z: usize, zRow: i32,
  count: i32, v: usize, vRow: i32, tau: usize, reversed: bool, scratch: usize,
): void {
  const t = scratch;
  const gram = t + bytes(count * count);
  const product = gram + bytes(count * count);
  const scaled = product + bytes(rows * count);
  memory.fill(t, 0, bytes(2 * count * (count + rows)));
  gemm(count, count, n, 1, v, vRow, 1, v, 1, vRow, gram, count, false);
  compactFactor(count, gram, tau, t);
  gemm(rows, count, n, 1, z, zRow, 1, v, 1, vRow, product, count, false);
  gemm(rows, count, count, 1, product, count, 1, t, reversed ? 1 : count, reversed ? count : 1, scaled, count, false);
  gemm(rows, n, count, -1, scaled, count, 1, v, vRow, 1, z, zRow, false);
}

/** The upper triangular T with H_0 ⋯ H_{count−1} = I − Vᵀ·T·V, from the Gram matrix V·Vᵀ. */
function compactFactor(count: i32, gram: usize, tau: usize, t: usize): void {
  for (let j = 0; j < count; j++) {
    const factor = load<f64>(tau + bytes(j));
    for (let i = 0; i < j; i++) {
      let sum: f64 = 0;
      for (let k = i; k < j; k++) sum += load<f64>(t + bytes(i * count + k)) * load<f64>(gram + bytes(j * count + k));
      store<f64>(t + bytes(i * count + j), -factor * sum);
    }
    store<f64>(t + bytes(j * count + j), factor);
  }
}
