/**
 * Tensor programs: a model or a training step is written once, as a plain function over values, and runs anywhere.
 *
 * ```ts
 * const loss = (p: { w: Value }, x: Value, y: Value) => mean(square(sub(matmul(x, p.w), y)));
 * const slope = program(valueAndGrad(loss), { dtype: "float64" });
 * const [value, gradient] = await slope.run({ w: tensor([0, 0]) }, tensor([1, 2, 3, 4], [2, 2]), tensor([5, 6]));
 * ```
 *
 * A `Value` stands for a tensor while a function is traced. Operators combine values, any of which may be used any
 * number of times, and take numbers beside them; `grad`, `valueAndGrad` and `vmap` turn functions into others.
 * Parameters, batches and results are trees (nested lists and records): of values inside, of `Tensor`s outside.
 * `program` traces, lowers to one ONNX graph and runs in ONNX Runtime, wholly in float32 or in float64; `recurrent` does
 * so for a step that is repeated, whose state stays in the engine. `compile` gives the `.onnx` file, which
 * `programFromOnnx` runs again, and names the primitives for which jax-js's own kernels stand in. `evaluate` runs a
 * function operator by operator, as a check. Weights are kept by `encodeSafetensors` and `decodeSafetensors`.
 * @module
 */

export type { HostArguments, HostResult } from "./arguments.js";
export * from "./autodiff.js";
export { evaluate } from "./evaluate.js";
export { decodeModel as decodeOnnx, elementTypes, encodeModel as encodeOnnx, type OnnxModel } from "./onnx/index.js";
export { type OnnxProgram, type Port, programFromOnnx } from "./onnx-program.js";
export * from "./operators/index.js";
export { type Compilation, type Program, program } from "./program.js";
export { type Recurrence, type Recurrent, type RecurrentOptions, recurrent } from "./recurrent.js";
export type { ProgramOptions } from "./runtime/compile.js";
export type { EngineName } from "./runtime/executable.js";
export { decodeSafetensors, encodeSafetensors, type NamedTensors } from "./safetensors.js";
export {
  type DType,
  type FloatType,
  isTensor,
  scalar,
  sizeOf,
  type Tensor,
  type TensorData,
  tensor,
} from "./tensor.js";
export type { Signature } from "./trace.js";
export {
  type FlatTree,
  flattenTree,
  type Leaf,
  type LeafOf,
  type Mapped,
  mapTree,
  namesOfLeaves,
  type Tree,
} from "./tree.js";
export { floatType, isValue, type Operand, type Value } from "./value.js";
