import { type InstructionSet, instantiateKernels, type Kernels } from "../kernels/kernels.js";
import {
  choleskyTolerance,
  gemmShape,
  notPositiveDefinite,
  requireFilled,
  requirePivots,
  requireSquare,
  requireSystem,
} from "./checks.js";
import { type Matrix, matrix, mirrorLower } from "./matrix.js";
import type { GemmOptions, LinearAlgebra } from "./provider.js";

/** Rows of a tall factor that are copied in at a time: small enough to stay in the cache until they are packed. */
const CHUNK = 256;

/**
 * Linear algebra on the project's own WebAssembly kernels, one thread, in Node and in browsers (in a worker: some
 * browsers do not compile it on the page itself). Each instance has its own memory, which grows with the largest
 * matrices it has seen.
 *
 * @param instructionSet the best that this engine has, unless told; in Node 20 relaxed SIMD needs
 * `--experimental-wasm-relaxed-simd`
 * @throws RangeError (from each operation) where the matrices do not fit 4 GiB
 */
export function embeddedProvider(instructionSet?: InstructionSet): LinearAlgebra {
  const kernels = instantiateKernels(instructionSet);
  return {
    name: "embedded",
    description: describe(kernels.instructionSet),
    gemm: (a, b, options = {}) => gemm(kernels, a, b, options),
    syrk: (a) => syrk(kernels, a),
    cholesky: (a) => cholesky(kernels, a),
    solve: (a, b) => solve(kernels, a, b),
    solvePositive: (a, b) => solvePositive(kernels, a, b),
    eigenvalues: () => {
      throw new Error("not yet");
    },
    eigh: () => {
      throw new Error("not yet");
    },
    svd: () => {
      throw new Error("not yet");
    },
  };
}

function describe(instructionSet: InstructionSet): string {
  const speed = instructionSet === "relaxed-simd" ? "relaxed SIMD with fused multiply-add" : "SIMD";
  return `embedded WebAssembly kernels, ${speed}, 1 thread`;
}

function gemm(kernels: Kernels, a: Matrix, b: Matrix, options: GemmOptions): Matrix {
  const { m, n, k } = gemmShape(a, b, options);
  const c = options.addTo ?? matrix(m, n);
  if (options.transposeA) sumOverChunks(kernels, a, b, c, k, options);
  else fillByChunks(kernels, a, b, c, k, options);
  return c;
}

/** C += alpha·Aᵀ·op(B): the rows of A, and of B unless it is transposed, are summed over chunk by chunk. */
function sumOverChunks(kernels: Kernels, a: Matrix, b: Matrix, c: Matrix, k: number, options: GemmOptions): void {
  const { alpha = 1, transposeB = false } = options;
  const [m, n] = [c.rows, c.columns];
  const [pa, pb, pc] = kernels.allocate(CHUNK * m, transposeB ? n * k : CHUNK * n, m * n) as [number, number, number];
  const result = kernels.view(pc, m * n);
  result.set(c.data);
  if (transposeB) kernels.view(pb, n * k).set(b.data);
  for (let p = 0; p < k; p += CHUNK) {
    const depth = Math.min(CHUNK, k - p);
    copyRows(kernels, a, p, depth, pa);
    if (transposeB) kernels.call.gemm(m, n, depth, alpha, pa, 1, m, pb + 8 * p, 1, k, pc, n, false);
    else {
      copyRows(kernels, b, p, depth, pb);
      kernels.call.gemm(m, n, depth, alpha, pa, 1, m, pb, n, 1, pc, n, false);
    }
  }
  c.data.set(result);
}

/** C += alpha·A·op(B), a chunk of rows of A and C at a time. */
function fillByChunks(kernels: Kernels, a: Matrix, b: Matrix, c: Matrix, k: number, options: GemmOptions): void {
  const { alpha = 1, transposeB = false, addTo } = options;
  const [m, n] = [c.rows, c.columns];
  const chunk = Math.min(m, 8 * CHUNK);
  const [pa, pb, pc] = kernels.allocate(chunk * k, k * n, chunk * n) as [number, number, number];
  kernels.view(pb, k * n).set(b.data);
  for (let row = 0; row < m; row += chunk) {
    const rows = Math.min(chunk, m - row);
    copyRows(kernels, a, row, rows, pa);
    if (addTo) copyRows(kernels, c, row, rows, pc);
    else kernels.view(pc, rows * n).fill(0);
    if (transposeB) kernels.call.gemm(rows, n, k, alpha, pa, k, 1, pb, 1, k, pc, n, false);
    else kernels.call.gemm(rows, n, k, alpha, pa, k, 1, pb, n, 1, pc, n, false);
    c.data.set(kernels.view(pc, rows * n), row * n);
  }
}

function syrk(kernels: Kernels, a: Matrix): Matrix {
  requireFilled("syrk", "A", a);
  const n = a.columns;
  const [pa, pc] = kernels.allocate(CHUNK * n, n * n) as [number, number];
  const result = kernels.view(pc, n * n).fill(0);
  for (let p = 0; p < a.rows; p += CHUNK) {
    const depth = Math.min(CHUNK, a.rows - p);
    copyRows(kernels, a, p, depth, pa);
    kernels.call.gemm(n, n, depth, 1, pa, 1, n, pa, n, 1, pc, n, true);
  }
  const c = matrix(n, n, result.slice());
  mirrorLower(c);
  return c;
}

function cholesky(kernels: Kernels, a: Matrix): Matrix {
  requireSquare("cholesky", a);
  const n = a.rows;
  const [pl] = factorPositive(kernels, "cholesky", a, 0);
  const l = kernels.view(pl, n * n).slice();
  for (let i = 0; i < n; i++) l.fill(0, i * n + i + 1, (i + 1) * n);
  return matrix(n, n, l);
}

function solvePositive(kernels: Kernels, a: Matrix, b: Matrix): Matrix {
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
  const [pl, px, diagonal, scratch] = kernels.allocate(n * n, extra, n, (n / 2 + 3) ** 2) as [
    number,
    number,
    number,
    number,
  ];
  kernels.view(pl, n * n).set(a.data);
  kernels.view(diagonal, n).set(a.data.filter((_, index) => index % (n + 1) === 0));
  const failed = kernels.call.cholesky(n, pl, n, choleskyTolerance(n), diagonal, scratch);
  if (failed >= 0) throw notPositiveDefinite(operation, n, failed);
  return [pl, px];
}

function solve(kernels: Kernels, a: Matrix, b: Matrix): Matrix {
  requireSystem("solve", a, b);
  const [n, k] = [b.rows, b.columns];
  const [factors, px, pivots] = kernels.allocate(n * n, n * k, n) as [number, number, number];
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

function copyRows(kernels: Kernels, { columns, data }: Matrix, first: number, rows: number, pointer: number): void {
  kernels.view(pointer, rows * columns).set(data.subarray(first * columns, (first + rows) * columns));
}
