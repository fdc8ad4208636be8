import type { Matrix } from "./matrix.js";
import { type GemmOptions, LinearAlgebraError } from "./provider.js";

/**
 * What every provider refuses, in the same words. The first argument is the operation that refuses; a matrix is named
 * as the operation's documentation names it.
 */

const EPSILON = Number.EPSILON;

/** m, n, k of a product. @throws LinearAlgebraError `shape` */
export function gemmShape(a: Matrix, b: Matrix, options: GemmOptions): { m: number; n: number; k: number } {
  requireFilled("gemm", "A", a);
  requireFilled("gemm", "B", b);
  const [m, k] = options.transposeA ? [a.columns, a.rows] : [a.rows, a.columns];
  const [depth, n] = options.transposeB ? [b.columns, b.rows] : [b.rows, b.columns];
  if (k !== depth) {
    throw new LinearAlgebraError("gemm", "shape", `op(A) is ${m} × ${k} and op(B) is ${depth} × ${n}`);
  }
  const { addTo } = options;
  if (addTo !== undefined) {
    requireFilled("gemm", "addTo", addTo);
    if (addTo.rows !== m || addTo.columns !== n) {
      throw new LinearAlgebraError("gemm", "shape", `addTo is ${shape(addTo)}; the product is ${m} × ${n}`);
    }
  }
  return { m, n, k };
}

/** @throws LinearAlgebraError `shape` unless the data has rows × columns elements */
export function requireFilled(operation: string, name: string, a: Matrix): void {
  if (a.data.length !== a.rows * a.columns) {
    throw new LinearAlgebraError(operation, "shape", `${name} is ${shape(a)} but has ${a.data.length} elements`);
  }
}

/** @throws LinearAlgebraError `shape` or `non-finite` */
export function requireFinite(operation: string, name: string, a: Matrix): void {
  requireFilled(operation, name, a);
  if (allFinite(a.data)) return;
  const index = a.data.findIndex((value) => !Number.isFinite(value));
  const entry = `(${Math.floor(index / a.columns)}, ${index % a.columns})`;
  throw new LinearAlgebraError(operation, "non-finite", `entry ${entry} of ${name} is ${a.data[index]}`);
}

/** @throws LinearAlgebraError `not-square`, `shape` or `non-finite` */
export function requireSquare(operation: string, a: Matrix): void {
  if (a.rows !== a.columns) {
    throw new LinearAlgebraError(operation, "not-square", `the matrix is ${shape(a)}; expected a square one`);
  }
  requireFinite(operation, "the matrix", a);
}

/** Checks AX = B. @throws LinearAlgebraError `not-square`, `shape` or `non-finite` */
export function requireSystem(operation: string, a: Matrix, b: Matrix): void {
  requireSquare(operation, a);
  if (a.rows !== b.rows) {
    throw new LinearAlgebraError(operation, "shape", `A is ${shape(a)} and B is ${shape(b)}; expected equal rows`);
  }
  requireFinite(operation, "B", b);
}

/**
 * A pivot of a Cholesky factorisation must exceed this multiple of its diagonal element of A, from which it came by
 * subtraction: what is smaller has no correct digit (Higham, "Accuracy and Stability", theorem 10.7). The rule does not
 * change when A is scaled to DAD.
 */
export function choleskyTolerance(n: number): number {
  return n * EPSILON;
}

/** The refusal of pivot `index`. */
export function notPositiveDefinite(operation: string, n: number, index: number): LinearAlgebraError {
  const detail = `pivot ${index + 1} of ${n} is not positive (to rounding); the matrix is not positive definite`;
  return new LinearAlgebraError(operation, "not-positive-definite", detail);
}

/**
 * Refuses a pivot that is zero to rounding: not above n·ε·Σ_{k<j}|l_jk·u_kj|, the magnitude of what was subtracted to
 * obtain it. The rule does not change when rows or columns of A are scaled. `factors` holds L and U (either of them with
 * the unit diagonal) in one row-major n × n array.
 * @throws LinearAlgebraError `singular`
 */
export function requirePivots(operation: string, n: number, factors: Float64Array): void {
  const subtracted = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    for (let j = k + 1; j < n; j++) subtracted[j]! += Math.abs(factors[j * n + k]! * factors[k * n + j]!);
  }
  for (let j = 0; j < n; j++) {
    const pivot = Math.abs(factors[j * n + j]!);
    if (pivot > n * EPSILON * subtracted[j]!) continue;
    const detail = `pivot ${j + 1} of ${n} is ${pivot === 0 ? "zero" : "zero to rounding"}; the matrix is singular`;
    throw new LinearAlgebraError(operation, "singular", detail);
  }
}

/** The refusal of an iteration that found no eigenvalue or singular value in far more steps than it ever needs. */
export function notConverged(operation: string): LinearAlgebraError {
  return new LinearAlgebraError(operation, "no-convergence", "the iteration did not converge");
}

function allFinite(data: Float64Array): boolean {
  // x·0 is NaN exactly where x is not finite, and a sum keeps it: no branch in the loop, and four sums to hide the time
  // that an addition takes.
  let [a, b, c, d] = [0, 0, 0, 0];
  const whole = data.length & ~3;
  for (let i = 0; i < whole; i += 4) {
    a += data[i]! * 0;
    b += data[i + 1]! * 0;
    c += data[i + 2]! * 0;
    d += data[i + 3]! * 0;
  }
  for (let i = whole; i < data.length; i++) a += data[i]! * 0;
  return a + b + c + d === 0;
}

function shape({ rows, columns }: Matrix): string {
  return `${rows} × ${columns}`;
}
