import type { Stream } from "../../numerics/random/stream.js";
import { type Estimate, estimate } from "../../numerics/statistics/index.js";
import { discreteBayesPredictor } from "../predictors/discrete-bayes.js";
import { meanError } from "../predictors/errors-by-position.js";
import type { Predictor } from "../predictors/predictor.js";
import { ridgePredictor } from "../predictors/ridge.js";
import { drawPool, multiTask } from "../tasks/multi-task.js";
import { noisyLinearTask } from "../tasks/noisy-linear.js";
import type { Task } from "../tasks/task.js";

/** Sizes of {@link bayesPoolRisks}; Raventós et al. take d = 8, 16 points and noise variance 0.25. */
export interface PoolExperiment {
  readonly dimension: number;
  readonly points: number;
  readonly noiseVariance: number;
  /** M. */
  readonly tasks: number;
  /** Independent pools, over which standard errors are taken. */
  readonly pools: number;
  /** Prompts a pool and kind of task. */
  readonly prompts: number;
}

/** Mean squared errors over d and over the positions of a prompt, against labels with their noise. */
export interface BayesPoolRisks {
  readonly pretraining: { readonly dmmse: Estimate; readonly ridge: Estimate };
  readonly fresh: { readonly dmmse: Estimate; readonly ridge: Estimate };
}

/**
 * The errors of the Bayes predictor of a pool of M tasks (dMMSE) and of that of all tasks (ridge with λ = σ²), each on tasks
 * of the pool and on fresh ones, by Monte Carlo (Raventós et al. 2023, arXiv:2306.15063, §3): what a transformer that
 * memorises, and one that generalises, would have.
 * @throws InputError for sizes out of range.
 */
export function bayesPoolRisks(stream: Stream, experiment: PoolExperiment): BayesPoolRisks {
  const { dimension, noiseVariance, tasks, pools } = experiment;
  const ridge = ridgePredictor({ lambda: noiseVariance });
  const freshTasks = noisyLinearTask({ dimension, noiseVariance });
  const errors = Array.from({ length: pools }, (_, index) => {
    const pool = drawPool(stream.child("pool", index), tasks, dimension);
    const dmmse = discreteBayesPredictor({ pool, noiseVariance });
    const measure = (kind: string, task: Task) =>
      measureAll(stream.child(kind, index), task, [dmmse, ridge], experiment);
    return [...measure("pretraining", multiTask({ pool, noiseVariance })), ...measure("fresh", freshTasks)];
  });
  const over = (column: number) => estimate(errors.map((row) => row[column]!));
  return {
    pretraining: { dmmse: over(0), ridge: over(1) },
    fresh: { dmmse: over(2), ridge: over(3) },
  };
}

function measureAll(
  stream: Stream,
  task: Task,
  predictors: readonly Predictor[],
  { prompts: batch, points, dimension }: PoolExperiment,
): number[] {
  const prompts = task.draw(stream, { batch, points });
  return predictors.map((predictor) => meanError(prompts, predictor.predict(prompts), dimension).value!);
}
