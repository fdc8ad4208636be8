import { availableParallelism } from "node:os";
import { isMainThread } from "node:worker_threads";
import {
  choleskyTolerance,
  gemmShape,
  notConverged,
  notPositiveDefinite,
  requireFilled,
  requireFinite,
  requirePivots,
  requireSquare,
  requireSystem,
} from "../../numerics/linear-algebra/checks.js";
import { operatorStack } from "../../numerics/linear-algebra/embedded/operators.js";
import { type Matrix, matrix, mirrorLower, transpose } from "../../numerics/linear-algebra/matrix.js";
import type {
  GemmOptions,
  LinearAlgebra,
  SingularValues,
  SymmetricEigen,
} from "../../numerics/linear-algebra/provider.js";
import {
  findOpenBlas,
  LEFT,
  LOWER,
  NO_TRANSPOSE,
  NON_UNIT,
  type OpenBlasLibrary,
  ROW_MAJOR,
  TRANSPOSE,
  UNIT,
  UPPER,
} from "./openblas-library.js";

/**
 * Linear algebra by the system's OpenBLAS and LAPACK, or undefined where there is none. LAPACK sees a row-major matrix
 * as its transpose; where that matters the comment says how the result is read.
 *
 * @param threads of OpenBLAS, for the whole process; all cores on the main thread and one in a worker, unless told. The
 * last bits of a result may depend on it.
 */
export function openBlasProvider(threads = isMainThread ? availableParallelism() : 1): LinearAlgebra | undefined {
  const library = findOpenBlas();
  if (library === undefined) return undefined;
  library.openblas_set_num_threads(threads);
  return {
    name: "openblas",
    description: describe(library),
    gemm: (a, b, options = {}) => gemm(library, a, b, options),
    withOperator: operatorStack(),
    syrk: (a) => syrk(library, a),
    cholesky: (a) => cholesky(library, a),
    solve: (a, b) => solve(library, a, b),
    solvePositive: (a, b) => solvePositive(library, a, b),
    eigenvalues: (a) => symmetricEigen(library, "eigenvalues", "N", a).values,
    eigh: (a) => eigh(library, a),
    svd: (a) => svd(library, a),
  };
}

function describe(library: OpenBlasLibrary): string {
  const threads = library.openblas_get_num_threads() as number;
  const config = String(library.openblas_get_config()).trim();
  return `${config}, ${threads} ${threads === 1 ? "thread" : "threads"}`;
}

function gemm(library: OpenBlasLibrary, a: Matrix, b: Matrix, options: GemmOptions): Matrix {
  const { m, n, k } = gemmShape(a, b, options);
  const { transposeA, transposeB, alpha = 1, addTo } = options;
  const c = addTo ?? matrix(m, n);
  const flags = [ROW_MAJOR, transposeA ? TRANSPOSE : NO_TRANSPOSE, transposeB ? TRANSPOSE : NO_TRANSPOSE];
  const factors = [alpha, a.data, stride(a), b.data, stride(b)];
  library.cblas_dgemm(...flags, m, n, k, ...factors, addTo ? 1 : 0, c.data, stride(c));
  return c;
}

function syrk(library: OpenBlasLibrary, a: Matrix): Matrix {
  requireFilled("syrk", "A", a);
  const n = a.columns;
  const c = matrix(n, n);
  library.cblas_dsyrk(ROW_MAJOR, LOWER, TRANSPOSE, n, a.rows, 1, a.data, stride(a), 0, c.data, stride(c));
  mirrorLower(c);
  return c;
}

function cholesky(library: OpenBlasLibrary, a: Matrix): Matrix {
  requireSquare("cholesky", a);
  return factorPositive(library, "cholesky", a);
}

/** The lower triangle of a row-major matrix is the upper one of what LAPACK sees: A = UᵀU there is LLᵀ here. */
function factorPositive(library: OpenBlasLibrary, operation: string, a: Matrix): Matrix {
  const n = a.rows;
  const l = matrix(n, n);
  for (let i = 0; i < n; i++) l.data.set(a.data.subarray(i * n, i * n + i + 1), i * n);
  const info = Int32Array.of(0);
  library.dpotrf_("U", Int32Array.of(n), l.data, Int32Array.of(stride(l)), info, 1);
  if (info[0]! > 0) throw notPositiveDefinite(operation, n, info[0]! - 1);
  for (let i = 0; i < n; i++) {
    const pivot = l.data[i * n + i]! ** 2;
    if (!(pivot > choleskyTolerance(n) * a.data[i * n + i]!)) throw notPositiveDefinite(operation, n, i);
  }
  return l;
}

function solvePositive(library: OpenBlasLibrary, a: Matrix, b: Matrix): Matrix {
  requireSystem("solvePositive", a, b);
  const l = factorPositive(library, "solvePositive", a);
  const x = matrix(b.rows, b.columns, b.data.slice());
  solveTriangular(library, [LOWER, NO_TRANSPOSE, NON_UNIT], l, x);
  solveTriangular(library, [LOWER, TRANSPOSE, NON_UNIT], l, x);
  return x;
}

/**
 * LAPACK factors Aᵀ = PLU, so that A = UᵀLᵀPᵀ: in row-major eyes the lower triangle of the factors holds Uᵀ, and the
 * strict upper one Lᵀ with a unit diagonal.
 */
function solve(library: OpenBlasLibrary, a: Matrix, b: Matrix): Matrix {
  requireSystem("solve", a, b);
  const n = a.rows;
  const factors = matrix(n, n, a.data.slice());
  const pivots = new Int32Array(n);
  const order = Int32Array.of(n);
  library.dgetrf_(order, order, factors.data, Int32Array.of(stride(a)), pivots, Int32Array.of(0));
  requirePivots("solve", n, factors.data);
  const x = matrix(n, b.columns, b.data.slice());
  solveTriangular(library, [LOWER, NO_TRANSPOSE, NON_UNIT], factors, x);
  solveTriangular(library, [UPPER, NO_TRANSPOSE, UNIT], factors, x);
  for (let i = n - 1; i >= 0; i--) exchangeRows(x, i, pivots[i]! - 1);
  return x;
}

function solveTriangular(library: OpenBlasLibrary, flags: number[], t: Matrix, x: Matrix): void {
  library.cblas_dtrsm(ROW_MAJOR, LEFT, ...flags, x.rows, x.columns, 1, t.data, stride(t), x.data, stride(x));
}

function eigh(library: OpenBlasLibrary, a: Matrix): SymmetricEigen {
  // LAPACK's columns are rows here.
  const { values, vectors } = symmetricEigen(library, "eigh", "V", a);
  return { values, vectors: transpose(vectors) };
}

/** Eigenvalues and, with job `V`, eigenvectors as rows, by divide and conquer. */
function symmetricEigen(library: OpenBlasLibrary, operation: string, job: "N" | "V", a: Matrix): SymmetricEigen {
  requireSquare(operation, a);
  const n = a.rows;
  const values = new Float64Array(n);
  const vectors = matrix(n, n, a.data.slice());
  const info = Int32Array.of(0);
  const call = (work: Float64Array, integers: Int32Array, workLength: number, integersLength: number) =>
    library.dsyevd_(
      ...[job, "U", Int32Array.of(n), vectors.data, Int32Array.of(stride(a)), values, work],
      ...[Int32Array.of(workLength), integers, Int32Array.of(integersLength), info, 1, 1],
    );
  if (n > 0) {
    const [work, integers] = [new Float64Array(1), new Int32Array(1)];
    call(work, integers, -1, -1);
    call(new Float64Array(work[0]!), new Int32Array(integers[0]!), work[0]!, integers[0]!);
  }
  if (info[0]! > 0) throw notConverged(operation);
  return { values, vectors };
}

/** LAPACK sees Aᵀ = VΣUᵀ: what it calls U is Vᵀ in row-major eyes, and what it calls Vᵀ is U. */
function svd(library: OpenBlasLibrary, a: Matrix): SingularValues {
  requireFinite("svd", "the matrix", a);
  const r = Math.min(a.rows, a.columns);
  const [u, values, vt] = [matrix(a.rows, r), new Float64Array(r), matrix(r, a.columns)];
  const info = Int32Array.of(0);
  const overwritten = a.data.slice();
  const call = (work: Float64Array, length: number) =>
    library.dgesdd_(
      ...["S", Int32Array.of(a.columns), Int32Array.of(a.rows), overwritten, Int32Array.of(stride(a)), values],
      ...[vt.data, Int32Array.of(stride(vt)), u.data, Int32Array.of(stride(u))],
      ...[work, Int32Array.of(length), new Int32Array(8 * r), info, 1],
    );
  if (r > 0) {
    const work = new Float64Array(1);
    call(work, -1);
    call(new Float64Array(work[0]!), work[0]!);
  }
  if (info[0]! > 0) throw notConverged("svd");
  return { u, values, vt };
}

function exchangeRows({ columns, data }: Matrix, i: number, j: number): void {
  if (i === j) return;
  const kept = data.slice(i * columns, (i + 1) * columns);
  data.copyWithin(i * columns, j * columns, (j + 1) * columns);
  data.set(kept, j * columns);
}

/** The distance of two rows; BLAS wants at least 1, even of a matrix without columns. */
function stride(a: Matrix): number {
  return Math.max(1, a.columns);
}
