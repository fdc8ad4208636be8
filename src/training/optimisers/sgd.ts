import { add, mul, type Tree, type Value } from "../../tensor/index.js";
import { scaleByLearningRate } from "../scaling.js";
import type { Schedule } from "../schedules.js";
import { chain, type GradientTransformation } from "../transformation.js";
import { mapLeaves } from "../trees.js";
import { requireBetas, zerosLike } from "./moments.js";

/** Options of {@link sgd}. */
export interface SgdOptions {
  /** 0 unless told: plain gradient descent. */
  readonly momentum?: number;
  /** Looks ahead along the velocity; false unless told. */
  readonly nesterov?: boolean;
}

/**
 * Gradient descent: x ← x − η·g. With momentum μ v ← μ·v + g and x ← x − η·v (heavy ball); with Nesterov's look-ahead
 * x ← x − η·(g + μ·v).
 *
 * Source: Polyak 1964; Sutskever et al., ICML 2013, eqs 3–4, in the form of `torch.optim.SGD`.
 * @throws InputError unless 0 ≤ momentum < 1
 */
export function sgd(
  learningRate: number | Schedule,
  { momentum = 0, nesterov = false }: SgdOptions = {},
): GradientTransformation {
  const descent = scaleByLearningRate(learningRate);
  return momentum === 0 ? descent : chain(accumulateVelocity(momentum, nesterov), descent);
}

/** v ← μ·v + g; gives v, or g + μ·v with Nesterov's look-ahead. The state is v. */
export function accumulateVelocity(momentum: number, nesterov: boolean): GradientTransformation {
  requireBetas({ momentum });
  const follow = (gradients: Tree<Value>, velocities: Tree<Value>) =>
    mapLeaves((gradient, velocity) => add(gradient, mul(velocity, momentum)), gradients, velocities);
  return {
    init: zerosLike,
    update(gradients, state) {
      const velocities = follow(gradients, state);
      return [nesterov ? follow(gradients, velocities) : velocities, velocities];
    },
  };
}
