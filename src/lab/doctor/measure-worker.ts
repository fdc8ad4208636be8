import { parentPort } from "node:worker_threads";
import { hasRelaxedSimd } from "../../numerics/kernels/kernels.js";
import { type Matrix, matrix } from "../../numerics/linear-algebra/matrix.js";
import { rootStream } from "../../numerics/random/index.js";
import { messageOf } from "../errors.js";
import { chooseProvider } from "../providers/index.js";

/** How a provider did, in a worker with one thread, as in a run. */
export type Measurement =
  | { readonly detail: string; readonly gflops: { gemm: number; syrk: number }; readonly relaxedSimd: boolean }
  | { readonly missing: string };

const SIZE = 1000;
const REPETITIONS = 3;

/** Measures the provider that the worker's environment names. Floating-point operations: 2n³ for gemm, n³ for syrk. */
function measure(): Measurement {
  try {
    const algebra = chooseProvider();
    const a = randomMatrix();
    const gemm = (2 * SIZE ** 3) / fastest(() => algebra.gemm(a, a)) / 1e9;
    const syrk = SIZE ** 3 / fastest(() => algebra.syrk(a)) / 1e9;
    return { detail: algebra.description, gflops: { gemm, syrk }, relaxedSimd: hasRelaxedSimd() };
  } catch (error) {
    return { missing: messageOf(error) };
  }
}

function randomMatrix(): Matrix {
  const result = matrix(SIZE, SIZE);
  rootStream(0).fillNormal(result.data);
  return result;
}

/** Seconds of the fastest repetition after one to warm up. */
function fastest(work: () => unknown): number {
  let best = Number.POSITIVE_INFINITY;
  for (let repetition = 0; repetition <= REPETITIONS; repetition++) {
    const start = performance.now();
    work();
    if (repetition > 0) best = Math.min(best, (performance.now() - start) / 1000);
  }
  return best;
}

parentPort!.postMessage(measure());
