import type { Kernels } from "../../kernels/kernels.js";
import type { Matrix } from "../matrix.js";

/** Reflectors applied at a time. */
const BLOCK = 64;

/** Householder reflectors H_i = I − factors_i·v·vᵀ, with v row i of `vectors`. */
export interface Reflectors {
  readonly vectors: Matrix;
  readonly factors: Float64Array;
  /** Where v may be other than zero: in elements before i, or from i on. */
  readonly support: "before" | "from";
}

/** Z ← Z·H_0·H_1 ⋯ (ascending) or Z ⋯ H_1·H_0 (descending), in place. */
export function applyAll(
  kernels: Kernels,
  z: Matrix,
  { vectors, factors, support }: Reflectors,
  order: "ascending" | "descending",
): void {
  const [count, n] = [vectors.rows, vectors.columns];
  const lengths = [z.rows * n, count * n, count, 2 * BLOCK * (BLOCK + z.rows)];
  const [pz, v, tau, scratch] = kernels.allocate(...lengths);
  kernels.view(pz, z.rows * n).set(z.data);
  kernels.view(v, count * n).set(vectors.data);
  kernels.view(tau, count).set(factors);
  const reversed = order === "descending";
  const starts = Array.from({ length: Math.ceil(count / BLOCK) }, (_, block) => block * BLOCK);
  for (const i of reversed ? starts.reverse() : starts) {
    const size = Math.min(BLOCK, count - i);
    const [from, to] = support === "before" ? [0, i + size - 1] : [i, n];
    const block = v + 8 * (i * n + from);
    kernels.call.applyReflectors(z.rows, to - from, pz + 8 * from, n, size, block, n, tau + 8 * i, reversed, scratch);
  }
  z.data.set(kernels.view(pz, z.rows * n));
}
