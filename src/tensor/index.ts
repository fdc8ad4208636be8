/**
 * Tensor programs: a model or a training step is written once as a plain function over values, and runs anywhere.
 *
 * A `Value` stands for a tensor while the function is traced; operators (`add`, `matmul`, `softmax`, …) combine values,
 * may use one any number of times, and take numbers beside them. `grad`, `valueAndGrad` and `vmap` transform functions.
 * Parameters, batches and results are trees (nested lists and records): of values inside, of `Tensor`s outside.
 * `evaluate(fn)` runs a function operator by operator, as a check.
 * @module
 */
export * from "./autodiff.js";
export { evaluate, type HostArguments, type HostResult } from "./evaluate.js";
export * from "./operators/index.js";
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
