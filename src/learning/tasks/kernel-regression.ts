import type { Stream } from "../../numerics/random/stream.js";
import { GrowingCholesky } from "./growing-cholesky.js";
import { type InputLaw, sphericalInputs } from "./inputs.js";
import { gaussianKernel, type Kernel } from "./kernels.js";
import { regressionTask } from "./regression-task.js";
import type { Task } from "./task.js";

/** Settings of {@link kernelTask}. */
export interface KernelTaskSettings {
  readonly dimension: number;
  /** The Gaussian kernel of length 1 unless told. */
  readonly kernel?: Kernel;
  /** E k(x, x), to normalise errors; 1 unless told, as for the Gaussian kernel. */
  readonly labelVariance?: number;
  readonly noiseVariance?: number;
  /** Uniform on the unit sphere unless told. */
  readonly inputs?: InputLaw;
}

/**
 * Labels from a Gaussian process with the kernel, at inputs on the unit sphere (Cheng, Chen and Sra 2024,
 * arXiv:2312.06528, §4).
 */
export function kernelTask(settings: KernelTaskSettings): Task {
  const {
    dimension,
    kernel = gaussianKernel(),
    labelVariance = 1,
    noiseVariance = 0,
    inputs = sphericalInputs,
  } = settings;
  return regressionTask({
    name: "kernel",
    dimension,
    labelVariance,
    noiseVariance,
    inputs,
    labels: (stream, x, y) => drawProcess(stream, { x, kernel, dimension }, y),
  });
}

/** y = Lz point by point: mean lᵀz from the points before, plus what they leave open. */
function drawProcess(
  stream: Stream,
  { x, kernel, dimension }: { x: Float64Array; kernel: Kernel; dimension: number },
  y: Float64Array,
): void {
  const factor = new GrowingCholesky();
  const z: number[] = [];
  for (let n = 0; n < y.length; n++) {
    const l = factor.forward(factor.kept.map((i) => kernel(x, i * dimension, n * dimension, dimension)));
    const fresh = stream.normal();
    y[n] = l.reduce((sum, value, i) => sum + value * z[i]!, 0);
    const open = factor.append(n, l, kernel(x, n * dimension, n * dimension, dimension));
    if (open === undefined) continue;
    y[n]! += open * fresh;
    z.push(fresh);
  }
}
