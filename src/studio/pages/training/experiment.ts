import type { SequenceModel } from "../../../learning/models/model.js";
import { inContextDecoder } from "../../../learning/models/transformer/in-context-decoder.js";
import {
  discreteBayesPredictor,
  lassoPredictor,
  leastSquaresPredictor,
  meanPredictor,
  type Predictor,
  ridgePredictor,
} from "../../../learning/predictors/index.js";
import {
  drawPool,
  linearTask,
  multiTask,
  noisyLinearTask,
  sparseLinearTask,
  type Task,
} from "../../../learning/tasks/index.js";
import { identity, type Matrix, matrix } from "../../../numerics/linear-algebra/index.js";
import { rootStream, type Stream } from "../../../numerics/random/index.js";
import { causalLinearAttention } from "./linear-attention.js";
import type { LinearPopulation } from "./linear-theory.js";
import type { Settings } from "./settings.js";

/** Variance of the noise of the tasks that have any, as in Raventós et al. (2023, arXiv:2306.15063). */
export const NOISE_VARIANCE = 0.25;
/** Coordinates of w that are not zero, for the sparse task: as in Garg et al. (2022, arXiv:2208.01066). */
const NONZERO = 3;

/** A task with what is known of it. */
export interface KnownTask {
  readonly task: Task;
  /** E f(x)², over which errors are. */
  readonly labelVariance: number;
  /** Exact predictors, the best of them last. */
  readonly predictors: readonly Predictor[];
  readonly population: LinearPopulation;
  /** Tasks that are not of the pool, where training is on a pool. */
  readonly fresh?: Task;
}

/** The stream of a run, below which everything random has its place. */
export function streamOf({ seed }: Settings): Stream {
  return rootStream(seed).child("studio", "training");
}

/** The task of the settings. */
export function taskOf(settings: Settings): KnownTask {
  const { d: dimension } = settings;
  const ridge = ridgePredictor({ lambda: NOISE_VARIANCE });
  const noisy = noisyLinearTask({ dimension, noiseVariance: NOISE_VARIANCE });
  switch (settings.task) {
    case "linear":
      return known(linearTask({ dimension }), [meanPredictor, leastSquaresPredictor], isotropic(dimension, 1, 0));
    case "noisy":
      return known(noisy, [meanPredictor, leastSquaresPredictor, ridge], isotropic(dimension, 1, NOISE_VARIANCE));
    case "sparse": {
      const nonzero = Math.min(NONZERO, dimension);
      const predictors = [meanPredictor, leastSquaresPredictor, lassoPredictor({ alpha: 0.01 })];
      return known(sparseLinearTask({ dimension, nonzero }), predictors, isotropic(dimension, nonzero / dimension, 0));
    }
    case "pool": {
      const pool = drawPool(streamOf(settings).child("pool"), settings.pool, dimension);
      const bayes = discreteBayesPredictor({ pool, noiseVariance: NOISE_VARIANCE });
      const task = multiTask({ pool, noiseVariance: NOISE_VARIANCE });
      const population = { covariance: secondMoment(pool), noiseVariance: NOISE_VARIANCE };
      return { ...known(task, [meanPredictor, ridge, bayes], population), fresh: noisy };
    }
  }
}

function known(task: Task, predictors: readonly Predictor[], population: LinearPopulation): KnownTask {
  return { task, labelVariance: task.labelVariance ?? 1, predictors, population };
}

function isotropic(d: number, variance: number, noiseVariance: number): LinearPopulation {
  const covariance = identity(d);
  for (let i = 0; i < d; i++) covariance.data[i * (d + 1)] = variance;
  return { covariance, noiseVariance };
}

/** (1/M) Σ wwᵀ of the rows of a pool. */
function secondMoment({ rows, columns: d, data }: Matrix): Matrix {
  const moment = matrix(d, d);
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < d; i++) {
      for (let j = 0; j < d; j++) moment.data[i * d + j]! += (data[row * d + i]! * data[row * d + j]!) / rows;
    }
  }
  return moment;
}

/** The model of the settings; its weights are a tree of its own form. */
export function modelOf({ model, d, examples, width, layers, heads }: Settings): SequenceModel {
  if (model === "linear-attention") return causalLinearAttention(d) as unknown as SequenceModel;
  // ReLU: GELU and its gradient would cost as much as the rest of a step.
  const config = { d, points: examples + 1, width, layers, heads, activation: "relu" } as const;
  return inContextDecoder(config) as unknown as SequenceModel;
}
