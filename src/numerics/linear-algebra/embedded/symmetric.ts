import type { Kernels } from "../../kernels/kernels.js";
import { notConverged, requireSquare } from "../checks.js";
import { type Matrix, transpose } from "../matrix.js";
import type { SymmetricEigen } from "../provider.js";
import { tridiagonalEigen } from "../tridiagonal/divide-and-conquer.js";
import { tridiagonalValues } from "../tridiagonal/values.js";
import { gemm } from "./products.js";
import { scaleFactor } from "./scaling.js";

/** Reflectors applied to the eigenvectors at a time. */
const BLOCK = 64;

export function eigenvalues(kernels: Kernels, a: Matrix): Float64Array {
  requireSquare("eigenvalues", a);
  const { d, e, scale } = tridiagonalize(kernels, a);
  const values = tridiagonalValues(d, e);
  if (values === undefined) throw notConverged("eigenvalues");
  return values.map((value) => value / scale);
}

export function eigh(kernels: Kernels, a: Matrix): SymmetricEigen {
  requireSquare("eigh", a);
  const { d, e, scale, v, tau } = tridiagonalize(kernels, a);
  const n = a.rows;
  // The products below take the same memory: the reflectors are kept aside.
  const reflectors = kernels.view(v, n * n).slice();
  const factors = kernels.view(tau, n).slice();
  const eigen = tridiagonalEigen(d, e, (x, y) => gemm(kernels, x, y, {}));
  if (eigen === undefined) throw notConverged("eigh");
  applyAll(kernels, eigen.rows, reflectors, factors);
  return { values: eigen.values.map((value) => value / scale), vectors: transpose(eigen.rows) };
}

/** scale·A = QTQᵀ: the diagonal and off-diagonal of T, and pointers to the vectors and factors of the reflectors. */
function tridiagonalize(kernels: Kernels, a: Matrix) {
  const n = a.rows;
  const lengths = [n * n, n, n, n, kernels.call.tridiagonalScratch(n)];
  const [v, d, e, tau, scratch] = kernels.allocate(...lengths) as [number, number, number, number, number];
  const scale = scaleFactor(a.data);
  kernels.view(v, n * n).set(scale === 1 ? a.data : a.data.map((value) => value * scale));
  kernels.call.tridiagonalize(n, v, n, d, e, tau, scratch);
  return { d: kernels.view(d, n).slice(), e: kernels.view(e, Math.max(0, n - 1)).slice(), scale, v, tau };
}

/** Rows z of Z become (Qz)ᵀ, in place: z H_1 H_2 ⋯ H_{n−1}, where H_i leaves elements from i on alone. */
function applyAll(kernels: Kernels, z: Matrix, reflectors: Float64Array, factors: Float64Array): void {
  const n = z.rows;
  const lengths = [n * n, n * n, n, 2 * BLOCK * (BLOCK + n)];
  const [pz, v, tau, scratch] = kernels.allocate(...lengths) as [number, number, number, number];
  kernels.view(pz, n * n).set(z.data);
  kernels.view(v, n * n).set(reflectors);
  kernels.view(tau, n).set(factors);
  for (let i = 1; i < n; i += BLOCK) {
    const count = Math.min(BLOCK, n - i);
    const rows = v + 8 * i * n;
    kernels.call.applyReflectors(n, i + count - 1, pz, n, count, rows, n, tau + 8 * i, false, scratch);
  }
  z.data.set(kernels.view(pz, n * n));
}
