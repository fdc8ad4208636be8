import type { ClosedJaxpr } from "@jax-js/jax";

/** The names that the graph's inputs and outputs get: one for each flat argument and result of the traced function. */
export interface BoundaryNames {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

export interface LoweringOptions {
  /** Only operators of the ONNX standard (no com.microsoft domain), as the WebGPU engine needs. */
  readonly portable?: boolean;
}

/** An ONNX model, or the primitives that have no lowering, such as `cholesky` or `erf (float64)`, each named once. */
export type Lowered = { readonly model: Uint8Array } | { readonly unlowered: readonly string[] };

/**
 * Compiles a traced function to an ONNX model. Constants that the trace captured become initializers; the inputs keep
 * the order, shape and dtype of the arguments, also those that nothing uses.
 */
export function lower(closed: ClosedJaxpr, names: BoundaryNames, options: LoweringOptions = {}): Lowered {
  void closed;
  void names;
  void options;
  return { unlowered: [] };
}
