import type { Kernels } from "../../kernels/kernels.js";
import { bidiagonalSvd } from "../bidiagonal/divide-and-conquer.js";
import { notConverged, requireFinite } from "../checks.js";
import { type Matrix, matrix, transpose } from "../matrix.js";
import type { SingularValues } from "../provider.js";
import { rowOf } from "../rows.js";
import { scaleFactor } from "../scaling.js";
import { gemm } from "./products.js";
import { applyAll, type Reflectors } from "./reflectors.js";

/** {@link LinearAlgebra.svd} on the kernels: bidiagonal reduction and divide and conquer. */
export function svd(kernels: Kernels, a: Matrix): SingularValues {
  requireFinite("svd", "the matrix", a);
  if (a.rows >= a.columns) {
    const { u, values, v } = tallSvd(kernels, a);
    return { u: transpose(u), values, vt: v };
  }
  const { u, values, v } = tallSvd(kernels, transpose(a));
  return { u: transpose(v), values, vt: u };
}

/** The thin decomposition of A (m × n, m ≥ n), values descending, vectors as the rows of u (n × m) and v (n × n). */
function tallSvd(kernels: Kernels, a: Matrix): { u: Matrix; values: Float64Array; v: Matrix } {
  const { d, e, scale, left, right } = bidiagonalize(kernels, a);
  const inner = bidiagonalSvd(d, e, (x, y) => gemm(kernels, x, y, {}));
  if (inner === undefined) throw notConverged("svd");
  const order = Array.from(inner.values.keys()).sort((i, j) => inner.values[j]! - inner.values[i]!);
  const u = pickRows(inner.u, order, a.rows);
  const v = pickRows(inner.v, order, a.columns);
  applyAll(kernels, u, left, "descending");
  applyAll(kernels, v, right, "descending");
  return { u, values: Float64Array.from(order, (i) => inner.values[i]! / scale), v };
}

/** scale·A = Q·B·Pᵀ: the diagonals of B, and the reflectors of Q and P, whose vector i is zero before i or i + 1. */
function bidiagonalize(kernels: Kernels, a: Matrix) {
  const [m, n] = [a.rows, a.columns];
  const lengths = [m * n, m * n, n, n, n, n, kernels.call.bidiagonalScratch(m, n)];
  const pointers = kernels.allocate(...lengths);
  const [pa, pu, pd, pe, tauLeft, tauRight, scratch] = pointers;
  const scale = scaleFactor(a.data);
  kernels.view(pa, m * n).set(scale === 1 ? a.data : a.data.map((value) => value * scale));
  kernels.call.bidiagonalize(m, n, pa, pd, pe, pu, tauLeft, tauRight, scratch);
  const copy = (pointer: number, length: number) => kernels.view(pointer, length).slice();
  const left: Reflectors = { vectors: matrix(n, m, copy(pu, n * m)), factors: copy(tauLeft, n), support: "from" };
  const right: Reflectors = { vectors: matrix(n, n, copy(pa, n * n)), factors: copy(tauRight, n), support: "from" };
  return { d: copy(pd, n), e: copy(pe, Math.max(0, n - 1)), scale, left, right };
}

/** The rows of A in the given order, with zeros appended up to `columns`. */
function pickRows(a: Matrix, order: number[], columns: number): Matrix {
  const result = matrix(order.length, columns);
  order.forEach((from, to) => {
    rowOf(result, to).set(rowOf(a, from));
  });
  return result;
}
