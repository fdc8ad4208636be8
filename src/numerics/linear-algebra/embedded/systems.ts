import type { Kernels } from "../../kernels/kernels.js";
import { choleskyTolerance, notPositiveDefinite, requirePivots, requireSquare, requireSystem } from "../checks.js";
import { type Matrix, matrix } from "../matrix.js";

/** {@link LinearAlgebra.cholesky} on the kernels. */
export function cholesky(kernels: Kernels, a: Matrix): Matrix {
  requireSquare("cholesky", a);
  const n = a.rows;
  const [pl] = factorPositive(kernels, "cholesky", a, 0);
  const l = kernels.view(pl, n * n).slice();
  for (let i = 0; i < n; i++) l.fill(0, i * n + i + 1, (i + 1) * n);
  return matrix(n, n, l);
}

/** {@link LinearAlgebra.solvePositive} on the kernels. */
export function solvePositive(kernels: Kernels, a: Matrix, b: Matrix): Matrix {
  requireSystem("solvePositive", a, b);
  const [n, k] = [b.rows, b.columns];
  const [pl, px] = factorPositive(kernels, "solvePositive", a, n * k);
  const x = kernels.view(px, n * k);
  x.set(b.data);
  kernels.call.solveLower(n, k, pl, n, 1, false, px, k);
  kernels.call.solveUpper(n, k, pl, 1, n, px, k);
  return matrix(n, k, x.slice());
}

/** Pointers to L (lower triangle of n × n; above it is arbitrary) and to `extra` more elements. */
function factorPositive(kernels: Kernels, operation: string, a: Matrix, extra: number): [number, number] {
  const n = a.rows;
  const [pl, px, diagonal, scratch] = kernels.allocate(n * n, extra, n, (n / 2 + 3) ** 2);
  kernels.view(pl, n * n).set(a.data);
  const diagonalOfA = kernels.view(diagonal, n);
  for (let i = 0; i < n; i++) diagonalOfA[i] = a.data[i * (n + 1)]!;
  const failed = kernels.call.cholesky(n, pl, n, choleskyTolerance(n), diagonal, scratch);
  if (failed >= 0) throw notPositiveDefinite(operation, n, failed);
  return [pl, px];
}

/** {@link LinearAlgebra.solve} on the kernels. */
export function solve(kernels: Kernels, a: Matrix, b: Matrix): Matrix {
  requireSystem("solve", a, b);
  const [n, k] = [b.rows, b.columns];
  const [factors, px, pivots] = kernels.allocate(n * n, n * k, n);
  kernels.view(factors, n * n).set(a.data);
  kernels.call.lu(n, factors, n, pivots);
  requirePivots("solve", n, kernels.view(factors, n * n));
  const x = kernels.view(px, n * k);
  x.set(b.data);
  exchangeRows(x, k, new Int32Array(x.buffer, pivots, n));
  kernels.call.solveLower(n, k, factors, n, 1, true, px, k);
  kernels.call.solveUpper(n, k, factors, n, 1, px, k);
  return matrix(n, k, x.slice());
}

/** Exchanges row i with row `pivots[i]`, in order of i. */
function exchangeRows(x: Float64Array, columns: number, pivots: Int32Array): void {
  const kept = new Float64Array(columns);
  pivots.forEach((pivot, i) => {
    if (pivot === i) return;
    kept.set(x.subarray(i * columns, (i + 1) * columns));
    x.copyWithin(i * columns, pivot * columns, (pivot + 1) * columns);
    x.set(kept, pivot * columns);
  });
}
