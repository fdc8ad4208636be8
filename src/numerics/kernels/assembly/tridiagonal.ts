/**
 * Reduction of a symmetric matrix to tridiagonal form, after Dongarra, Hammarling and Sorensen (1989), from the last row
 * up, so that every vector is a row of the lower triangle: A = QTQᵀ with Q = H_{n−1} ⋯ H_1. The reflectors of a panel
 * are found one after another; the rest of the matrix is then updated by one product.
 */

import { gemm } from "./gemm";
import { reflector } from "./reflectors";
import { bytes } from "./simd";
import { multiplySymmetric } from "./symmetric-vectors";
import { addRows, addScaled, dot, scale, subtractProjections } from "./vectors";

/** Reflectors found before the rest of the matrix is updated. */
const PANEL: i32 = 16;

/**
 * Reads the lower triangle of A (n × n, rows `row` elements apart). Row i of A becomes the vector of H_i, which is 1 at
 * i − 1 and 0 from i on; `tau[i]` its factor (tau[0] and row 0 are zero); `d` the diagonal of T (n), `e` what is
 * beside it (n − 1). `scratch` holds 3·PANEL·n + PANEL elements (see {@link tridiagonalScratch}).
 */
export function tridiagonalize(n: i32, a: usize, row: i32, d: usize, e: usize, tau: usize, scratch: usize): void {
  for (let top = n; top > 1; ) {
    const count = min(PANEL, top - 1);
    reducePanel(top, count, a, row, d, e, tau, scratch);
    const rest = top - count;
    const w = scratch + bytes(count * top);
    gemm(rest, rest, 2 * count, -1, scratch, 1, top, w, top, 1, a, row, true);
    top = rest;
  }
  if (n == 0) return;
  store<f64>(d, load<f64>(a));
  store<f64>(tau, 0);
  memory.fill(a, 0, bytes(row));
}

/** Elements of scratch for {@link tridiagonalize}. */
export function tridiagonalScratch(n: i32): i32 {
  return 3 * PANEL * n + PANEL;
}

/**
 * Reduces rows top − 1 … top − count. `stack` receives V, W and V again (count × top each), so that the update
 * VᵀW + WᵀV is one product of its first two thirds with its last two.
 */
function reducePanel(
  top: i32, count: i32, a: usize, row: i32, d: usize, e: usize, tau: usize, stack: usize,
): void {
  const vs = stack;
  const ws = vs + bytes(count * top);
  const again = ws + bytes(count * top);
  const projections = stack + bytes(3 * count * top);
  for (let p = 0; p < count; p++) {
    const i = top - 1 - p;
    const x = a + bytes(i) * <usize>row;
    addRows(p, i + 1, -1, vs + bytes(i), top, ws, top, x);
    addRows(p, i + 1, -1, ws + bytes(i), top, vs, top, x);
    store<f64>(d + bytes(i), load<f64>(x + bytes(i)));
    memory.fill(x + bytes(i), 0, bytes(row - i));
    const factor = reflector(i, x, i - 1, e + bytes(i - 1));
    store<f64>(tau + bytes(i), factor);

    const w = ws + bytes(p * top);
    memory.copy(vs + bytes(p * top), x, bytes(top));
    memory.copy(again + bytes(p * top), x, bytes(top));
    memory.fill(w, 0, bytes(top));
    if (factor == 0) continue;
    multiplySymmetric(i, a, row, x, w);
    subtractProjections(p, i, ws, top, x, i, vs, top, w, projections);
    subtractProjections(p, i, vs, top, x, i, ws, top, w, projections);
    scale(i, factor, w);
    addScaled(i, -0.5 * factor * dot(i, w, x), x, w);
  }
}
