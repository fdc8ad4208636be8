import { type Matrix, matrix } from "../../numerics/linear-algebra/matrix.js";
import type { LinearAlgebra } from "../../numerics/linear-algebra/provider.js";

/** Billions of floating-point operations a second; a multiplication and an addition are two. */
export interface Gflops {
  readonly gemm: number;
  readonly syrk: number;
}

/**
 * Times a provider on this machine: the product of two 512 × 512 matrices and the Gram matrix of a 4000 × 420 one, the
 * best of a few runs each, in less than a second. `syrk` is credited with the half of the product that it needs.
 */
export function measureGflops(algebra: LinearAlgebra): Gflops {
  const n = 512;
  const [rows, columns] = [4000, 420];
  const [a, b] = [filled(n, n), filled(n, n)];
  const table = filled(rows, columns);
  return {
    gemm: (2 * n ** 3) / bestNanoseconds(() => algebra.gemm(a, b)),
    syrk: (rows * columns * (columns + 1)) / bestNanoseconds(() => algebra.syrk(table)),
  };
}

/** The shortest of a few runs, after one that warms up; no run is started after the time is up. */
function bestNanoseconds(run: () => unknown): number {
  const [repetitions, milliseconds] = [6, 300];
  run();
  const start = performance.now();
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < repetitions && performance.now() - start < milliseconds; i++) {
    const before = performance.now();
    run();
    best = Math.min(best, performance.now() - before);
  }
  return best * 1e6;
}

/** Ordinary numbers: neither zeros nor denormals, which some processors treat differently. */
function filled(rows: number, columns: number): Matrix {
  return matrix(
    rows,
    columns,
    Float64Array.from({ length: rows * columns }, (_, i) => ((i * 7919) % 1009) / 1009 - 0.5),
  );
}
