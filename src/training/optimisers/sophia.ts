import { invalid } from "../../numerics/errors.js";
import { add, div, maximum, minimum, mul, type Tensor, type Tree, type Value } from "../../tensor/index.js";
import { addDecayedWeights, scaleByLearningRate } from "../scaling.js";
import type { Schedule } from "../schedules.js";
import { chain, type GradientTransformation } from "../transformation.js";
import { mapElements, mapLeaves } from "../trees.js";
import { movingAverage, requireBetas, zerosLike } from "./moments.js";

/** Options of {@link sophiaG}. */
export interface SophiaOptions {
  /** Of the mean of gradients; 0.965 unless told. */
  readonly beta1?: number;
  /** Of the mean of Hessian estimates; 0.99 unless told. */
  readonly beta2?: number;
  /** How much of the Newton step is trusted before it is clipped; 0.04 unless told. */
  readonly rho?: number;
  /** Decoupled; 0.1 unless told. */
  readonly weightDecay?: number;
  /** Steps between two estimates of the Hessian; 10 unless told. */
  readonly every?: number;
}

interface SophiaState {
  readonly mean: Tree<Value>;
  readonly hessian: Tree<Value>;
  readonly [name: string]: Tree<Value>;
}

/**
 * Sophia-G: Newton steps with a clipped diagonal preconditioner. With m the moving average of gradients and h that of
 * the estimates ĥ of the Hessian's diagonal, x ← (1 − η·weightDecay)·x − η·sign(m)·min(|m|/(ρ·h + 1e-15), 1).
 *
 * ĥ comes from the host every `every` steps (`refresh`), since it needs a second backward pass with labels drawn from
 * the model: the Gauss–Newton–Bartlett estimate is B·ĝ², with ĝ the gradient of the mean loss over B such labels.
 * While h is zero every step is clipped to a sign.
 *
 * Source: Liu et al., arXiv 2305.14342, algorithm 3.
 */
export function sophiaG(learningRate: number | Schedule, options: SophiaOptions = {}): GradientTransformation {
  const { weightDecay = 0.1 } = options;
  return chain(scaleBySophia(options), addDecayedWeights(weightDecay), scaleByLearningRate(learningRate));
}

/** The clipped direction of {@link sophiaG}. @throws InputError for betas outside [0, 1), ρ not above 0 */
export function scaleBySophia(options: Omit<SophiaOptions, "weightDecay"> = {}): GradientTransformation<SophiaState> {
  const { beta1 = 0.965, beta2 = 0.99, rho = 0.04, every = 10 } = options;
  requireBetas({ beta1, beta2 });
  if (!(rho > 0)) throw invalid("rho", rho, "a number above 0");
  return {
    init: (params) => ({ mean: zerosLike(params), hessian: zerosLike(params) }),
    update(gradients, { mean, hessian }) {
      const nextMean = movingAverage(beta1, mean, gradients);
      const direction = (m: Value, h: Value) => {
        const newton = div(m, add(mul(maximum(h, 0), rho), 1e-15));
        return minimum(maximum(newton, -1), 1);
      };
      return [mapLeaves(direction, nextMean, hessian), { mean: nextMean, hessian }];
    },
    refresh: {
      every,
      from: "hessian",
      apply(state, estimate) {
        const { mean, hessian } = state as { mean: Tree<Tensor>; hessian: Tree<Tensor> };
        return { mean, hessian: mapElements((h, sample) => beta2 * h + (1 - beta2) * sample, hessian, estimate) };
      },
    },
  };
}
