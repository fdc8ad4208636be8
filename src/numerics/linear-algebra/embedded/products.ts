import type { Kernels } from "../../kernels/kernels.js";
import { gemmShape, requireFilled } from "../checks.js";
import { type Matrix, matrix, mirrorLower } from "../matrix.js";
import type { GemmOptions } from "../provider.js";

/** Rows of a tall factor that are copied in at a time: small enough to stay in the cache until they are packed. */
const CHUNK = 256;

/** {@link LinearAlgebra.gemm} on the kernels: tall factors are streamed through a small part of the memory. */
export function gemm(kernels: Kernels, a: Matrix, b: Matrix, options: GemmOptions): Matrix {
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
  const [pa, pb, pc] = kernels.allocate(CHUNK * m, transposeB ? n * k : CHUNK * n, m * n);
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
  const [pa, pb, pc] = kernels.allocate(chunk * k, k * n, chunk * n);
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

/** {@link LinearAlgebra.syrk} on the kernels. */
export function syrk(kernels: Kernels, a: Matrix): Matrix {
  requireFilled("syrk", "A", a);
  const n = a.columns;
  const [pa, pc] = kernels.allocate(CHUNK * n, n * n);
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

function copyRows(kernels: Kernels, { columns, data }: Matrix, first: number, rows: number, pointer: number): void {
  kernels.view(pointer, rows * columns).set(data.subarray(first * columns, (first + rows) * columns));
}
