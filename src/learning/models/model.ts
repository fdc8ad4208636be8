import type { Stream } from "../../numerics/index.js";
import type { Mapped, Tensor, Tree, Value } from "../../tensor/index.js";

/**
 * A model: how its weights begin, and what it makes of its inputs. `apply` is a plain function over the operators of
 * the tensor room; it is traced once and then runs as a compiled program, and it can be differentiated.
 *
 * A whole model of one's own, in one file that is given by its path:
 * ```ts
 * import { definePromptModel } from "isinglass/learning";
 * import { mul, reshape, slice } from "isinglass/tensor";
 *
 * export default definePromptModel(({ D, N }) => ({
 *   name: "last label",
 *   init: () => ({ scale: { data: Float64Array.of(1), shape: [1] } }),
 *   apply: ({ scale }, X) => mul(scale, reshape(slice(X, [0, D, N - 1], [X.shape[0]!, D + 1, N]), [-1])),
 * }));
 * ```
 */
export interface Model<
  Weights extends Tree<Tensor> = Tree<Tensor>,
  Inputs extends readonly Value[] = readonly Value[],
> {
  /** What figures and tables call it. */
  readonly name: string;
  /** The weights before training, float64 (a program casts them to its own precision), drawn from `stream` alone. */
  init(stream: Stream): Weights;
  /** The output for a batch; the first axis of every input and of the output is the batch. */
  apply(weights: Mapped<Weights, Value>, ...inputs: Inputs): Value;
}

/** The sizes of an in-context regression: dimension of x, and pairs (x, y) before the query. */
export interface PromptSizes {
  readonly D: number;
  readonly N: number;
}

/** One prompt matrix a task (batch × (D + 1) × (N + 1), thesis eq. (122)) in, one prediction ŷ of the query out (batch). */
export type PromptModel<Weights extends Tree<Tensor> = Tree<Tensor>> = Model<Weights, readonly [X: Value]>;

/** Checks the types of a model of in-context regression written in a file of its own; returns it as it is. */
export function definePromptModel<Weights extends Tree<Tensor>>(
  make: (sizes: PromptSizes) => PromptModel<Weights>,
): (sizes: PromptSizes) => PromptModel<Weights> {
  return make;
}

/**
 * Points xs (batch × points × d) and labels ys (batch × points) in, a prediction of every label out (batch × points):
 * the i-th from the pairs before it and its own x alone.
 */
export type SequenceModel<Weights extends Tree<Tensor> = Tree<Tensor>> = Model<
  Weights,
  readonly [xs: Value, ys: Value]
>;
