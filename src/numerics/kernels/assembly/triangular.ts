/**
 * Triangular systems T·X = B, solved in place of B. The halves of T are solved recursively and joined by a matrix
 * product, so that nearly all work is done by `gemm`.
 */

import { gemm } from "./gemm";
import { bytes } from "./simd";
import { addRows } from "./vectors";

/** Systems up to this order are solved row by row. */
const DIRECT: i32 = 24;

/** The first part of a system of order n > DIRECT: about half, a multiple of four. */
@inline
function firstHalf(n: i32): i32 {
  return ((n >> 1) + 3) & ~3;
}

/**
 * X ← T⁻¹X for lower triangular T (n × n) and X (n × k, contiguous rows `xRow` elements apart). (i, j) of T lies at
 * `t + i·tRow + j·tColumn` (elements), so that strides swapped solve with the transpose. `unit`: the diagonal is ones.
 */
export function solveLower(n: i32, k: i32, t: usize, tRow: i32, tColumn: i32, unit: bool, x: usize, xRow: i32): void {
  if (n <= DIRECT) {
    for (let i = 0; i < n; i++) {
      const target = x + bytes(i) * <usize>xRow;
      const row = t + bytes(i) * <usize>tRow;
      addRows(i, k, -1, row, tColumn, x, xRow, target);
      if (!unit) divide(k, load<f64>(row + bytes(i) * <usize>tColumn), target);
    }
    return;
  }
  const half = firstHalf(n);
  const lower = x + bytes(half) * <usize>xRow;
  const below = t + bytes(half) * <usize>tRow;
  solveLower(half, k, t, tRow, tColumn, unit, x, xRow);
  gemm(n - half, k, half, -1, below, tRow, tColumn, x, xRow, 1, lower, xRow, false);
  solveLower(n - half, k, below + bytes(half) * <usize>tColumn, tRow, tColumn, unit, lower, xRow);
}

/** X ← T⁻¹X for upper triangular T; otherwise as {@link solveLower}. */
export function solveUpper(n: i32, k: i32, t: usize, tRow: i32, tColumn: i32, x: usize, xRow: i32): void {
  if (n <= DIRECT) {
    for (let i = n - 1; i >= 0; i--) {
      const target = x + bytes(i) * <usize>xRow;
      const diagonal = t + bytes(i) * <usize>tRow + bytes(i) * <usize>tColumn;
      const next = bytes(i + 1) * <usize>xRow;
      addRows(n - 1 - i, k, -1, diagonal + bytes(tColumn), tColumn, x + next, xRow, target);
      divide(k, load<f64>(diagonal), target);
    }
    return;
  }
  const half = firstHalf(n);
  const lower = x + bytes(half) * <usize>xRow;
  const right = t + bytes(half) * <usize>tColumn;
  solveUpper(n - half, k, right + bytes(half) * <usize>tRow, tRow, tColumn, lower, xRow);
  gemm(half, k, n - half, -1, right, tRow, tColumn, lower, xRow, 1, x, xRow, false);
  solveUpper(half, k, t, tRow, tColumn, x, xRow);
}

function divide(n: i32, divisor: f64, x: usize): void {
  const two = f64x2.splat(divisor);
  const end = x + bytes(n);
  for (; x + 16 <= end; x += 16) v128.store(x, f64x2.div(v128.load(x), two));
  if (x < end) store<f64>(x, load<f64>(x) / divisor);
}
