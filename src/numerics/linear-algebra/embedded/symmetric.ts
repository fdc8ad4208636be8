import type { Kernels } from "../../kernels/kernels.js";
import { notConverged, requireSquare } from "../checks.js";
import { type Matrix, matrix, transpose } from "../matrix.js";
import type { SymmetricEigen } from "../provider.js";
import { scaleFactor } from "../scaling.js";
import { tridiagonalEigen } from "../tridiagonal/divide-and-conquer.js";
import { tridiagonalValues } from "../tridiagonal/values.js";
import { gemm } from "./products.js";
import { applyAll, type Reflectors } from "./reflectors.js";

/** {@link LinearAlgebra.eigenvalues} on the kernels: tridiagonal reduction and QL iteration. */
export function eigenvalues(kernels: Kernels, a: Matrix): Float64Array {
  requireSquare("eigenvalues", a);
  const { d, e, scale } = tridiagonalize(kernels, a);
  const values = tridiagonalValues(d, e);
  if (values === undefined) throw notConverged("eigenvalues");
  return values.map((value) => value / scale);
}

/** {@link LinearAlgebra.eigh} on the kernels: tridiagonal reduction and divide and conquer. */
export function eigh(kernels: Kernels, a: Matrix): SymmetricEigen {
  requireSquare("eigh", a);
  const { d, e, scale, reflectors } = tridiagonalize(kernels, a);
  const inner = tridiagonalEigen(d, e, (x, y) => gemm(kernels, x, y, {}));
  if (inner === undefined) throw notConverged("eigh");
  applyAll(kernels, inner.rows, reflectors, "ascending");
  return { values: inner.values.map((value) => value / scale), vectors: transpose(inner.rows) };
}

/** scale·A = QTQᵀ: the diagonal and off-diagonal of T, and the reflectors of Q. */
function tridiagonalize(kernels: Kernels, a: Matrix) {
  const n = a.rows;
  const lengths = [n * n, n, n, n, kernels.call.tridiagonalScratch(n)];
  const [v, pd, pe, tau, scratch] = kernels.allocate(...lengths);
  const scale = scaleFactor(a.data);
  kernels.view(v, n * n).set(scale === 1 ? a.data : a.data.map((value) => value * scale));
  kernels.call.tridiagonalize(n, v, n, pd, pe, tau, scratch);
  const copy = (pointer: number, length: number) => kernels.view(pointer, length).slice();
  const reflectors: Reflectors = { vectors: matrix(n, n, copy(v, n * n)), factors: copy(tau, n), support: "before" };
  return { d: copy(pd, n), e: copy(pe, Math.max(0, n - 1)), scale, reflectors };
}
