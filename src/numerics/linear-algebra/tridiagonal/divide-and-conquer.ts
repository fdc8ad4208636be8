import { matrix } from "../matrix.js";
import type { LinearAlgebra } from "../provider.js";
import { rowOf } from "../rows.js";
import { scaleDiagonals } from "../scaling.js";
import { directTridiagonalEigen, type RowEigen } from "./direct.js";
import { mergeHalves } from "./merge.js";

/** Matrices up to this order are solved by rotations. */
const DIRECT = 32;

/**
 * Eigenvalues (ascending) and unit eigenvectors (the rows of `rows`) of the symmetric tridiagonal matrix with diagonal
 * `d` (n) and off-diagonal `e` (n − 1), or undefined where an iteration does not converge. Cuppen's divide and conquer
 * with the vectors of Gu and Eisenstat (1995): T is cut in two by a change of rank one, and nearly all work is matrix
 * products. Errors are of the order of ε‖T‖.
 */
export function tridiagonalEigen(d: Float64Array, e: Float64Array, gemm: LinearAlgebra["gemm"]): RowEigen | undefined {
  const scaled = scaleDiagonals(d, e);
  const eigen = divide(scaled.d, scaled.e, gemm);
  return eigen && { values: eigen.values.map((value) => value / scaled.scale), rows: eigen.rows };
}

function divide(d: Float64Array, e: Float64Array, gemm: LinearAlgebra["gemm"]): RowEigen | undefined {
  const n = d.length;
  if (n <= DIRECT) {
    const direct = directTridiagonalEigen(d, e);
    return direct && ascending(direct);
  }
  const cut = n >> 1;
  const coupling = e[cut - 1]!;
  const [first, second] = [d.slice(0, cut), d.slice(cut)];
  first[cut - 1]! -= Math.abs(coupling);
  second[0]! -= Math.abs(coupling);
  const left = divide(first, e.subarray(0, cut - 1), gemm);
  const right = divide(second, e.subarray(cut), gemm);
  return left && right && mergeHalves(left, right, coupling, gemm);
}

function ascending({ values, rows }: RowEigen): RowEigen {
  const order = Array.from(values.keys()).sort((i, j) => values[i]! - values[j]!);
  const sorted = matrix(rows.rows, rows.columns);
  order.forEach((from, to) => {
    rowOf(sorted, to).set(rowOf(rows, from));
  });
  return { values: Float64Array.from(order, (from) => values[from]!), rows: sorted };
}
