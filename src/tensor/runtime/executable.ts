import type { TensorData } from "../tensor.js";

/** What runs a compiled function: ONNX Runtime, or jax-js's own kernels where it cannot be lowered. */
export type EngineName = "onnxruntime" | "jax-js";

/** A function compiled for fixed shapes, over flat lists of row-major data. */
export interface Executable {
  readonly engine: EngineName;
  /**
   * Runs once; bool results come as 0 and 1.
   * @param into buffers that results may be written to, by place; the data returned are these or others.
   */
  run(inputs: readonly TensorData[], into?: readonly (TensorData | undefined)[]): Promise<TensorData[]>;
  dispose(): Promise<void>;
}
