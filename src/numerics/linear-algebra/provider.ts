import type { Matrix } from "./matrix.js";

/** Eigenvalues ascending; column k of `vectors` (n × n) is the unit eigenvector of `values[k]`. */
export interface SymmetricEigen {
  readonly values: Float64Array;
  readonly vectors: Matrix;
}

/** Thin SVD of an m × n matrix with r = min(m, n): A = U diag(values) Vᵀ, values descending. */
export interface SingularValues {
  /** m × r, orthonormal columns. */
  readonly u: Matrix;
  readonly values: Float64Array;
  /** r × n, orthonormal rows. */
  readonly vt: Matrix;
}

/** Options of {@link LinearAlgebra.gemm}. */
export interface GemmOptions {
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
  /** Factor of the product; 1 unless told. */
  readonly alpha?: number;
  /** An m × n matrix to which the product is added in place, and which is returned. It shares no memory with A or B. */
  readonly addTo?: Matrix;
}

/** x ↦ Ax: overwrites and returns `out`. */
export type Multiply = (x: Float64Array, out: Float64Array) => Float64Array;

/** Why a factorisation was refused. */
export type RefusalReason =
  | "non-finite"
  | "singular"
  | "not-positive-definite"
  | "not-square"
  | "shape"
  | "no-convergence";

/** A matrix that an operation cannot take. `reason` names it for programs, `message` for people. */
export class LinearAlgebraError extends Error {
  override readonly name = "LinearAlgebraError";
  constructor(
    readonly operation: string,
    readonly reason: RefusalReason,
    detail: string,
  ) {
    super(`${operation}: ${detail}`);
  }
}

/**
 * Dense float64 linear algebra. Inputs are never modified, except `addTo`. Symmetric routines read the lower triangle
 * and trust it. Every routine is deterministic: same input, same bits, on the same provider and machine.
 *
 * @throws LinearAlgebraError for wrong shapes, for input that is not finite (factorisations and solvers; `gemm` and
 * `syrk` let NaN and infinities flow through as IEEE says), for singular or indefinite matrices.
 */
export interface LinearAlgebra {
  /** `embedded` (WebAssembly SIMD) or `openblas`. */
  readonly name: string;
  /** What it is, in a few words: version, instruction set, threads. */
  readonly description: string;
  /** op(A)·op(B), m × n, with op the transpose where asked. */
  gemm(a: Matrix, b: Matrix, options?: GemmOptions): Matrix;
  /**
   * What `use` returns, given x ↦ Ax for a matrix that is multiplied with many vectors. A copy of A is kept where products
   * are cheapest until `use` returns; `multiply` is of no use after that. Uses may be nested.
   */
  withOperator<T>(a: Matrix, use: (multiply: Multiply) => T): T;
  /** AᵀA (n × n) of an m × n matrix, both triangles filled and exactly symmetric. */
  syrk(a: Matrix): Matrix;
  /** Lower L with A = LLᵀ; the upper triangle of L is zero. */
  cholesky(a: Matrix): Matrix;
  /** X with AX = B for a general square A, by LU with partial pivoting. B is n × k. */
  solve(a: Matrix, b: Matrix): Matrix;
  /** X with AX = B for a symmetric positive definite A, by Cholesky. B is n × k. */
  solvePositive(a: Matrix, b: Matrix): Matrix;
  /** Eigenvalues of a symmetric matrix, ascending. */
  eigenvalues(a: Matrix): Float64Array;
  /** Eigenvalues and eigenvectors of a symmetric matrix. */
  eigh(a: Matrix): SymmetricEigen;
  /** Thin singular value decomposition. */
  svd(a: Matrix): SingularValues;
}
