import type { LinearAlgebra } from "../provider.js";
import { scaleDiagonals } from "../scaling.js";
import { directBidiagonalSvd, type RowSingular } from "./direct.js";
import { mergeHalves } from "./merge.js";

/** Matrices up to this order are solved by rotations. */
const DIRECT = 32;

/**
 * The singular value decomposition, values in no order, of the upper bidiagonal matrix with diagonal `d` (n) and
 * superdiagonal `e` (n − 1), or undefined where an iteration does not converge. Divide and conquer of Gu and Eisenstat
 * (1995): the matrix is cut at its middle row, and nearly all work is matrix products. Errors are of the order of ε‖B‖,
 * and u and v are orthogonal to rounding.
 */
export function bidiagonalSvd(d: Float64Array, e: Float64Array, gemm: LinearAlgebra["gemm"]): RowSingular | undefined {
  const scaled = scaleDiagonals(d, e);
  const svd = divide(scaled.d, scaled.e, gemm);
  return svd && { ...svd, values: svd.values.map((value) => value / scaled.scale) };
}

/** As above; `e` may have n elements, where the matrix has a column more than rows. */
function divide(d: Float64Array, e: Float64Array, gemm: LinearAlgebra["gemm"]): RowSingular | undefined {
  const n = d.length;
  if (n <= DIRECT) return directBidiagonalSvd(d, e);
  const cut = n >> 1;
  const first = divide(d.subarray(0, cut), e.subarray(0, cut), gemm);
  const second = divide(d.subarray(cut + 1), e.subarray(cut + 1), gemm);
  return first && second && mergeHalves(first, second, d[cut]!, e[cut]!, gemm);
}
