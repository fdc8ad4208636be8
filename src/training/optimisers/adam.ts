import { add, div, sqrt, square, type Tree, type Value, zeros } from "../../tensor/index.js";
import { flattened } from "../flattened.js";
import { addDecayedWeights, scaleByLearningRate } from "../scaling.js";
import type { Schedule } from "../schedules.js";
import { chain, type GradientTransformation } from "../transformation.js";
import { mapLeaves } from "../trees.js";
import { correction, movingAverage, requireBetas, zerosLike } from "./moments.js";

/** Decay rates of the moments and the number that keeps the division finite. */
export interface MomentOptions {
  /** Of the mean of gradients; 0.9 unless told. */
  readonly beta1?: number;
  /** Of the mean of their squares; 0.999 unless told. */
  readonly beta2?: number;
  /** Added to the root of the second moment; 1e-8 unless told. */
  readonly epsilon?: number;
}

/** Options of {@link adam} and {@link adamW}. */
export interface AdamOptions extends MomentOptions {
  /** Coupled (an L2 penalty) in `adam`, where it is 0 unless told; decoupled in `adamW`, 0.01 unless told. */
  readonly weightDecay?: number;
}

/** Moments m and v of the gradients, and their bias corrections 1 − b^t. */
export interface Moments {
  readonly mean: Tree<Value>;
  readonly square: Tree<Value>;
  readonly meanCorrection: Value;
  readonly squareCorrection: Value;
  readonly [name: string]: Tree<Value>;
}

/** Zero moments of the shapes of a tree. */
export function initialMoments(params: Tree<Value>): Moments {
  return {
    mean: zerosLike(params),
    square: zerosLike(params),
    meanCorrection: zeros([]),
    squareCorrection: zeros([]),
  };
}

/** The moments with one more gradient in them. */
export function nextMoments(moments: Moments, gradients: Tree<Value>, beta1: number, beta2: number): Moments {
  return {
    mean: movingAverage(beta1, moments.mean, gradients),
    square: movingAverage(beta2, moments.square, mapLeaves(square, gradients)),
    meanCorrection: correction(beta1, moments.meanCorrection),
    squareCorrection: correction(beta2, moments.squareCorrection),
  };
}

/**
 * The direction m̂/(√v̂ + ε) with m̂ = m/(1 − b₁^t), v̂ = v/(1 − b₂^t).
 *
 * Source: Kingma, Ba, arXiv 1412.6980, algorithm 1.
 * @throws InputError unless 0 ≤ b < 1
 */
export function scaleByAdam(options: MomentOptions = {}): GradientTransformation<Moments> {
  const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = options;
  requireBetas({ beta1, beta2 });
  return {
    init: initialMoments,
    update(gradients, state) {
      const next = nextMoments(state, gradients, beta1, beta2);
      const direction = (mean: Value, meanSquare: Value) =>
        div(div(mean, next.meanCorrection), add(sqrt(div(meanSquare, next.squareCorrection)), epsilon));
      return [mapLeaves(direction, next.mean, next.square), next];
    },
  };
}

/**
 * Adam. `weightDecay` is coupled: weightDecay·x is added to the gradient before the moments, as
 * `torch.optim.Adam(weight_decay=…)` does.
 *
 * Source: Kingma, Ba, arXiv 1412.6980, algorithm 1.
 */
export function adam(learningRate: number | Schedule, options: AdamOptions = {}): GradientTransformation {
  const { weightDecay = 0 } = options;
  return flattened(chain(addDecayedWeights(weightDecay), scaleByAdam(options), scaleByLearningRate(learningRate)));
}

/**
 * Adam with decoupled weight decay: x ← (1 − η·weightDecay)·x − η·m̂/(√v̂ + ε).
 *
 * Source: Loshchilov, Hutter, arXiv 1711.05101, algorithm 2 (with η·weightDecay as in `torch.optim.AdamW`).
 */
export function adamW(learningRate: number | Schedule, options: AdamOptions = {}): GradientTransformation {
  const { weightDecay = 0.01 } = options;
  return flattened(chain(scaleByAdam(options), addDecayedWeights(weightDecay), scaleByLearningRate(learningRate)));
}
