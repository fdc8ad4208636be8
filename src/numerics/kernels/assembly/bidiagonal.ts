/**
 * Reduction of a matrix to upper bidiagonal form, after Dongarra, Hammarling and Sorensen (1989): A = Q·B·Pᵀ with
 * Q = H_0 H_1 ⋯ and P = G_0 G_1 ⋯. The reflectors of a panel are found one after another; the rest of the matrix is then
 * updated by one product, A −= UᵀY + XᵀV, where every letter is a stack of rows.
 */

import { gemm } from "./gemm";
import { reflector } from "./reflectors";
import { bytes } from "./simd";
import { addRows, dotRows, scale, subtractProjections } from "./vectors";

/** Pairs of reflectors found before the rest of the matrix is updated. */
const PANEL: i32 = 16;

/**
 * A is m × n with m ≥ n and contiguous rows. Row i of A becomes the vector of G_i (1 at i + 1, 0 before), row i of
 * `left` (n × m) that of H_i (1 at i, 0 before); `tauLeft` and `tauRight` (n each) are their factors; `d` (n) and `e`
 * (n − 1, of n) the diagonals of B. `scratch` holds what {@link bidiagonalScratch} says.
 */
export function bidiagonalize(
  m: i32, n: i32, a: usize, d: usize, e: usize, left: usize, tauLeft: usize, tauRight: usize, scratch: usize,
): void {
  for (let first = 0; first < n; first += PANEL) {
    const count = min(PANEL, n - first);
    const u = scratch;
    const y = u + bytes(2 * count * m);
    const projections = y + bytes(2 * count * n);
    memory.fill(u, 0, bytes(2 * count * (m + n)));
    for (let p = 0; p < count; p++) {
      reduceColumn(p, first + p, count, m, n, a, u, y, d, tauLeft, projections);
      if (first + p < n - 1) reduceRow(p, first + p, count, m, n, a, u, y, e, tauRight, projections);
      else store<f64>(tauRight + bytes(n - 1), 0);
    }
    memory.copy(left + bytes(first * m), u, bytes(count * m));
    const next = first + count;
    gemm(
      m - next, n - next, 2 * count, -1,
      u + bytes(next), 1, m, y + bytes(next), n, 1,
      a + bytes(next * n + next), n, false,
    );
  }
}

/** Elements of scratch for {@link bidiagonalize}. */
export function bidiagonalScratch(m: i32, n: i32): i32 {
  return 2 * PANEL * (m + n) + PANEL;
}

/** Brings column i up to date in row p of U, makes it the vector of H_i, and finds row p of Y. */
function reduceColumn(
  p: i32, i: i32, count: i32, m: i32, n: i32, a: usize, us: usize, ys: usize, d: usize, tau: usize, projections: usize,
): void {
  const xs = us + bytes(count * m);
  const vs = ys + bytes(count * n);
  const below = m - i;
  const beside = n - i - 1;
  const u = us + bytes(p * m + i);
  const y = ys + bytes(p * n + i + 1);
  const corner = a + bytes(i * n + i);
  for (let k = 0; k < below; k++) store<f64>(u + bytes(k), load<f64>(corner + bytes(k * n)));
  addRows(p, below, -1, ys + bytes(i), n, us + bytes(i), m, u);
  addRows(p, below, -1, vs + bytes(i), n, xs + bytes(i), m, u);
  const factor = reflector(below, u, 0, d + bytes(i));
  store<f64>(tau + bytes(i), factor);
  addRows(below, beside, 1, u, 1, corner + 8, n, y);
  subtractProjections(p, below, us + bytes(i), m, u, beside, ys + bytes(i + 1), n, y, projections);
  subtractProjections(p, below, xs + bytes(i), m, u, beside, vs + bytes(i + 1), n, y, projections);
  scale(beside, factor, y);
}

/** Brings row i up to date, makes it the vector of G_i, and finds row p of X. */
function reduceRow(
  p: i32, i: i32, count: i32, m: i32, n: i32, a: usize, us: usize, ys: usize, e: usize, tau: usize, projections: usize,
): void {
  const xs = us + bytes(count * m);
  const vs = ys + bytes(count * n);
  const below = m - i - 1;
  const beside = n - i - 1;
  const x = xs + bytes(p * m + i + 1);
  const row = a + bytes(i * n);
  const v = row + bytes(i + 1);
  addRows(p + 1, beside, -1, us + bytes(i), m, ys + bytes(i + 1), n, v);
  addRows(p, beside, -1, xs + bytes(i), m, vs + bytes(i + 1), n, v);
  memory.fill(row, 0, bytes(i + 1));
  const factor = reflector(beside, v, 0, e + bytes(i));
  store<f64>(tau + bytes(i), factor);
  memory.copy(vs + bytes(p * n), row, bytes(n));
  dotRows(below, beside, 1, v + bytes(n), n, v, x);
  subtractProjections(p + 1, beside, ys + bytes(i + 1), n, v, below, us + bytes(i + 1), m, x, projections);
  subtractProjections(p, beside, vs + bytes(i + 1), n, v, below, xs + bytes(i + 1), m, x, projections);
  scale(below, factor, x);
}
