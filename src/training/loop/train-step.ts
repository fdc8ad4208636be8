import { add, type Tensor, type Tree, type Value, valueAndGrad } from "../../tensor/index.js";
import { globalNorm } from "../clipping.js";
import { applyUpdates, type GradientTransformation } from "../transformation.js";

/** Everything that one step hands to the next: leaves are values inside a program, tensors outside. */
export interface TrainingState<L> {
  readonly params: Tree<L>;
  readonly optimiser: Tree<L>;
  /** The number of steps done, a scalar of the program's float type. */
  readonly step: L;
}

/** A loss: a scalar, from parameters and a batch. */
export type LossFunction<P, B> = (params: P, batch: B) => Value;

/** The metrics of one step. */
export interface StepMetrics<L> {
  readonly loss: L;
  readonly gradientNorm: L;
  readonly learningRate?: L;
}

/** One whole training step (forward, backward, optimiser) as a function to be traced. */
export function trainStep<P, B>(
  loss: LossFunction<P, B>,
  optimiser: GradientTransformation,
): (state: TrainingState<Value>, batch: B) => [TrainingState<Value>, StepMetrics<Value>] {
  const lossAndGradients = valueAndGrad(loss) as unknown as (params: Tree<Value>, batch: B) => [Value, Tree<Value>];
  return ({ params, optimiser: before, step }, batch) => {
    const [value, gradients] = lossAndGradients(params, batch);
    const [updates, after] = optimiser.update(gradients, before, params, { step });
    const state = { params: applyUpdates(params, updates), optimiser: after, step: add(step, 1) };
    const rate = optimiser.learningRate?.(step);
    const metrics = { loss: value, gradientNorm: globalNorm(gradients) };
    return [state, rate === undefined ? metrics : { ...metrics, learningRate: add(rate, 0) }];
  };
}

/** The state before the first step, from parameters; to be traced. */
export function initialState(
  optimiser: GradientTransformation,
): (params: Tree<Value>, step: Value) => TrainingState<Value> {
  return (params, step) => ({ params, optimiser: optimiser.init(params), step });
}

/** A training state outside of a program. */
export type HostState = TrainingState<Tensor>;
