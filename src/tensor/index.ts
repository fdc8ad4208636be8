/**
 * Tensor programs: a model or a training step is written once as a plain function over values, and runs anywhere.
 *
 * A `Value` stands for a tensor while the function is traced; operators (`add`, `matmul`, `softmax`, …) combine values,
 * may use one any number of times, and take numbers beside them. `grad`, `valueAndGrad` and `vmap` transform functions.
 * Parameters, batches and results are trees (nested lists and records): of values inside, of `Tensor`s outside.
 *
 * `program(fn)` traces a function, lowers it to one ONNX graph and runs it in ONNX Runtime, wholly in float32 or in
 * float64; `recurrent(step)` does so for a step that is repeated, and keeps its state in the engine. A program's
 * `compile` gives the `.onnx` file, which `programFromOnnx` runs again, and names the primitives for which jax-js's own
 * kernels stand in. `encodeSafetensors` and `decodeSafetensors` keep weights.
 * `evaluate(fn)` runs a function operator by operator, as a check.
 * @module
 */

export type { HostArguments, HostResult } from "./arguments.js";
export * from "./autodiff.js";
export { evaluate } from "./evaluate.js";
export { decodeModel as decodeOnnx, encodeModel as encodeOnnx, type OnnxModel } from "./onnx/index.js";
export { type OnnxProgram, type Port, programFromOnnx } from "./onnx-program.js";
export * from "./operators/index.js";
export { type Compilation, type Program, program } from "./program.js";
export { type Recurrence, type Recurrent, recurrent } from "./recurrent.js";
export type { ProgramOptions } from "./runtime/compile.js";
export type { EngineName } from "./runtime/executable.js";
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
