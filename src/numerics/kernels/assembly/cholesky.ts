import { gemm } from "./gemm";
import { bytes } from "./simd";
import { transpose } from "./transpose";
import { solveLower } from "./triangular";
import { dot } from "./vectors";

/** Matrices up to this order are factored row by row. */
const DIRECT: i32 = 32;

/**
 * A ← L with A = LLᵀ, reading and writing the lower triangle (what is above becomes arbitrary), by recursive halving.
 * A pivot that is not above `tolerance` times its diagonal element of A stops the factorisation. `scratch` holds
 * (n/2 + 3)² elements.
 *
 * @returns the index of the pivot that stopped it, or −1
 */
export function cholesky(n: i32, a: usize, row: i32, tolerance: f64, diagonal: usize, scratch: usize): i32 {
  if (n <= DIRECT) return direct(n, a, bytes(row), tolerance, diagonal);
  const half = ((n >> 1) + 3) & ~3;
  const rest = n - half;
  const failed = cholesky(half, a, row, tolerance, diagonal, scratch);
  if (failed >= 0) return failed;
  // A21 ← A21·L11⁻ᵀ by way of its transpose, whose rows the solver can sweep; then A22 ← A22 − A21·A21ᵀ.
  const below = a + bytes(half) * <usize>row;
  const corner = below + bytes(half);
  transpose(rest, half, below, row, scratch, rest);
  solveLower(half, rest, a, row, 1, false, scratch, rest);
  transpose(half, rest, scratch, rest, below, row);
  gemm(rest, rest, half, -1, scratch, 1, rest, scratch, rest, 1, corner, row, true);
  const failedBelow = cholesky(rest, corner, row, tolerance, diagonal + bytes(half), scratch);
  return failedBelow < 0 ? -1 : half + failedBelow;
}

function direct(n: i32, a: usize, rowStep: usize, tolerance: f64, diagonal: usize): i32 {
  for (let i = 0; i < n; i++) {
    const row = a + <usize>i * rowStep;
    for (let j = 0; j < i; j++) {
      const other = a + <usize>j * rowStep;
      const at = row + bytes(j);
      store<f64>(at, (load<f64>(at) - dot(j, row, other)) / load<f64>(other + bytes(j)));
    }
    const at = row + bytes(i);
    const pivot = load<f64>(at) - dot(i, row, row);
    if (!(pivot > tolerance * load<f64>(diagonal + bytes(i)))) return i;
    store<f64>(at, sqrt(pivot));
  }
  return -1;
}
