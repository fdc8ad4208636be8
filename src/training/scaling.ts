import { add, div, mul, sub, type Tree, type Value } from "../tensor/index.js";
import { asSchedule, requireFromZero, type Schedule } from "./schedules.js";
import { type GradientTransformation, stateless } from "./transformation.js";
import { mapLeaves } from "./trees.js";

/**
 * The last rule of most optimisers: multiplies by minus the learning rate, so that updates are added.
 * @throws InputError unless the rate is a finite number from 0 up, or a schedule
 */
export function scaleByLearningRate(learningRate: number | Schedule): GradientTransformation {
  const rate = asSchedule(learningRate);
  const rule = stateless((updates, _params, { step }) => {
    const scale = mul(rate(step), -1);
    return mapLeaves((update) => mul(update, scale), updates);
  });
  return { ...rule, learningRate: rate };
}

/**
 * Adds `weightDecay` times the parameters. Before the moments of a rule this is an L2 penalty ½·weightDecay·‖x‖² on the
 * loss (coupled: what `torch.optim.Adam(weight_decay=…)` does); after them it is decoupled weight decay.
 *
 * Source: Loshchilov, Hutter, arXiv 1711.05101, algorithm 2.
 * @throws InputError unless the decay is a finite number from 0 up
 */
export function addDecayedWeights(weightDecay: number): GradientTransformation {
  requireFromZero("weight decay", weightDecay);
  if (weightDecay === 0) return stateless((updates) => updates);
  return stateless((updates, params) => mapLeaves((update, x) => add(update, mul(x, weightDecay)), updates, params));
}

/**
 * Decoupled weight decay as a proximal step, after the learning rate: x ← (x + update)/(1 + rate·weightDecay), as an
 * update.
 *
 * Source: Xie et al., Adan, arXiv 2208.06677, algorithm 1.
 * @throws InputError unless both are finite numbers from 0 up, or the rate a schedule
 */
export function proximalWeightDecay(weightDecay: number, learningRate: number | Schedule): GradientTransformation {
  requireFromZero("weight decay", weightDecay);
  if (weightDecay === 0) return stateless((updates) => updates);
  const rate = asSchedule(learningRate);
  return stateless((updates, params, { step }) => {
    const decay = mul(rate(step), weightDecay);
    const shrunk = (update: Value, x: Value) => div(sub(update, mul(decay, x)), add(decay, 1));
    return mapLeaves(shrunk, updates, params) as Tree<Value>;
  });
}
