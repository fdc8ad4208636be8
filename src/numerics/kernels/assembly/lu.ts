import { gemm } from "./gemm";
import { bytes } from "./simd";
import { solveLower } from "./triangular";
import { addScaled } from "./vectors";

/** Panels up to this width are factored column by column. */
const DIRECT: i32 = 8;

/**
 * A ← L and U with PA = LU (L unit lower, U upper) for a square A, by partial pivoting and recursive halving of the
 * columns (Toledo 1997). Row i was exchanged with row `pivots[i]` (int32), in order of i. A column without a non-zero
 * pivot is passed over and leaves a zero on the diagonal of U.
 */
export function lu(n: i32, a: usize, row: i32, pivots: usize): void {
  if (n > 0) factorPanel(n, 0, n, a, row, pivots);
}

/** Factors columns first … first + width − 1, whose rows above `first` are done. */
function factorPanel(n: i32, first: i32, width: i32, a: usize, row: i32, pivots: usize): void {
  if (width <= DIRECT) return direct(n, first, width, a, row, pivots);
  const half = width >> 1;
  const middle = first + half;
  const rest = width - half;
  const corner = a + bytes(first) * <usize>(row + 1);
  const right = corner + bytes(half);
  const below = corner + bytes(half) * <usize>row;
  factorPanel(n, first, half, a, row, pivots);
  solveLower(half, rest, corner, row, 1, true, right, row);
  gemm(n - middle, rest, half, -1, below, row, 1, right, row, 1, below + bytes(half), row, false);
  factorPanel(n, middle, rest, a, row, pivots);
}

/** Rows are exchanged over the whole matrix at once: they are contiguous, and no exchange is left for later. */
function direct(n: i32, first: i32, width: i32, a: usize, row: i32, pivots: usize): void {
  const rowStep = bytes(row);
  for (let j = first; j < first + width; j++) {
    const top = a + <usize>j * rowStep;
    const pivotRow = largest(n, j, a + bytes(j), rowStep);
    store<i32>(pivots + ((<usize>j) << 2), pivotRow);
    if (pivotRow != j) exchange(n, top, a + <usize>pivotRow * rowStep);
    const pivot = load<f64>(top + bytes(j));
    if (pivot == 0) continue;
    const beyond = bytes(j + 1);
    for (let i = j + 1, at = top + rowStep; i < n; i++, at += rowStep) {
      const factor = load<f64>(at + bytes(j)) / pivot;
      store<f64>(at + bytes(j), factor);
      addScaled(first + width - 1 - j, -factor, top + beyond, at + beyond);
    }
  }
}

/** The row, from `first` on, with the largest magnitude in a column. */
function largest(n: i32, first: i32, column: usize, rowStep: usize): i32 {
  let best = first;
  let bestValue: f64 = -1;
  for (let i = first; i < n; i++) {
    const value = abs(load<f64>(column + <usize>i * rowStep));
    if (value > bestValue) {
      best = i;
      bestValue = value;
    }
  }
  return best;
}

function exchange(n: i32, x: usize, y: usize): void {
  for (const end = x + bytes(n); x < end; x += 8, y += 8) {
    const kept = load<f64>(x);
    store<f64>(x, load<f64>(y));
    store<f64>(y, kept);
  }
}
