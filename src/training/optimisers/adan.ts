import { add, div, less, mul, sqrt, square, sub, type Tree, type Value, where, zeros } from "../../tensor/index.js";
import { proximalWeightDecay, scaleByLearningRate } from "../scaling.js";
import type { Schedule } from "../schedules.js";
import { chain, type GradientTransformation } from "../transformation.js";
import { mapLeaves } from "../trees.js";
import { correction, movingAverage, requireBetas, zerosLike } from "./moments.js";

/** Options of {@link adan}. The betas are what is kept of the old average: one minus the paper's. */
export interface AdanOptions {
  /** Of the mean of gradients; 0.98 unless told. */
  readonly beta1?: number;
  /** Of the mean of their differences; 0.92 unless told. */
  readonly beta2?: number;
  /** Of the mean of squares; 0.99 unless told. */
  readonly beta3?: number;
  /** Added to the root of the mean of squares; 1e-8 unless told. */
  readonly epsilon?: number;
  /** Proximal; 0 unless told. */
  readonly weightDecay?: number;
}

interface AdanState {
  readonly previous: Tree<Value>;
  readonly mean: Tree<Value>;
  readonly difference: Tree<Value>;
  readonly square: Tree<Value>;
  readonly meanCorrection: Value;
  readonly differenceCorrection: Value;
  readonly squareCorrection: Value;
  readonly [name: string]: Tree<Value>;
}

/**
 * Adan, adaptive Nesterov momentum: with d the difference of successive gradients (0 at the first step) and moving
 * averages m of g, v of d and n of (g + b₂·d)², all bias-corrected, u = η·(m̂ + b₂·v̂)/(√n̂ + ε) and
 * x ← (x − u)/(1 + η·weightDecay).
 *
 * Source: Xie et al., arXiv 2208.06677, algorithm 1.
 */
export function adan(learningRate: number | Schedule, options: AdanOptions = {}): GradientTransformation {
  return chain(
    scaleByAdan(options),
    scaleByLearningRate(learningRate),
    proximalWeightDecay(options.weightDecay ?? 0, learningRate),
  );
}

/** The direction of {@link adan} before the learning rate. @throws InputError unless 0 ≤ b < 1 */
export function scaleByAdan(options: Omit<AdanOptions, "weightDecay"> = {}): GradientTransformation<AdanState> {
  const { beta1 = 0.98, beta2 = 0.92, beta3 = 0.99, epsilon = 1e-8 } = options;
  requireBetas({ beta1, beta2, beta3 });

  function next(state: AdanState, gradients: Tree<Value>): AdanState {
    const isFirst = less(state.meanCorrection, (1 - beta1) / 2);
    const differences = mapLeaves((g, previous) => where(isFirst, 0, sub(g, previous)), gradients, state.previous);
    const aheadSquared = mapLeaves((g, difference) => square(add(g, mul(difference, beta2))), gradients, differences);
    return {
      previous: gradients,
      mean: movingAverage(beta1, state.mean, gradients),
      difference: movingAverage(beta2, state.difference, differences),
      square: movingAverage(beta3, state.square, aheadSquared),
      meanCorrection: correction(beta1, state.meanCorrection),
      differenceCorrection: correction(beta2, state.differenceCorrection),
      squareCorrection: correction(beta3, state.squareCorrection),
    };
  }

  return {
    init: initialState,
    update(gradients, state) {
      const now = next(state, gradients);
      const direction = (mean: Value, difference: Value, meanSquare: Value) => {
        const lookAhead = mul(div(difference, now.differenceCorrection), beta2);
        const scale = add(sqrt(div(meanSquare, now.squareCorrection)), epsilon);
        return div(add(div(mean, now.meanCorrection), lookAhead), scale);
      };
      return [mapLeaves(direction, now.mean, now.difference, now.square), now];
    },
  };
}

function initialState(params: Tree<Value>): AdanState {
  return {
    previous: zerosLike(params),
    mean: zerosLike(params),
    difference: zerosLike(params),
    square: zerosLike(params),
    meanCorrection: zeros([]),
    differenceCorrection: zeros([]),
    squareCorrection: zeros([]),
  };
}
