import type { Stream } from "../../numerics/random/stream.js";
import { div, type Mapped, mean, mul, square, sub, type Tensor, type Value } from "../../tensor/index.js";
import {
  adam,
  type CheckpointStore,
  chain,
  clipByGlobalNorm,
  cosineRate,
  type LiveMetrics,
  type TrainResult,
  train,
  warmUp,
} from "../../training/index.js";
import type { SequenceModel } from "../models/model.js";
import type { Task } from "../tasks/task.js";
import type { Curriculum } from "./curriculum.js";
import { type PromptTensors, promptTensors } from "./prompt-tensors.js";

/** How a model of sequences is trained on a task. */
export interface TaskTraining {
  readonly steps: number;
  /** Prompts of a step. */
  readonly batch: number;
  /** Points of a prompt. */
  readonly points: number;
  /** The learning rate of Adam after its warm-up. */
  readonly rate: number;
  /** Steps in which the rate rises to `rate` from nothing; it then falls along a cosine. `constant` keeps it. */
  readonly schedule: { readonly warmUp: number } | "constant";
  readonly curriculum: Curriculum;
  /** The run's own stream: weights and prompts come from it. */
  readonly stream: Stream;
  readonly store?: CheckpointStore;
  /** Steps between checkpoints. */
  readonly checkpointEvery?: number;
  readonly signal?: AbortSignal;
  /** Called after each run of the engine. */
  readonly onMetrics?: (metrics: LiveMetrics) => void;
}

/** Prompts, and for each position the weight of its error: points / counted points, or 0. */
type TrainingBatch = PromptTensors & { readonly counted: Tensor };

/**
 * Trains a model to predict every label of a prompt from the pairs before it, on fresh prompts at each step: the mean
 * squared error over all counted positions, over the task's label variance, by Adam with the gradient's norm clipped at 1
 * (Garg et al. 2022, arXiv:2208.01066, eq. (3)).
 * @throws InputError for settings or prompts that do not fit; DivergenceError where the loss leaves the finite numbers.
 */
export function trainOnTask<W>(
  model: SequenceModel<W>,
  task: Task,
  { batch, points, rate, schedule, curriculum, ...options }: TaskTraining,
): Promise<TrainResult<W>> {
  const { steps } = options;
  const whole = Float64Array.from({ length: points }, (_, k) => k);
  return train<W, TrainingBatch>({
    ...options,
    init: (stream) => model.init(stream),
    batches(stream) {
      // The loop gives step n the stream `batch/n`.
      const size = curriculum(stream.path.at(-1) as number);
      const prompts = task.draw(stream, { batch, points, activeDimensions: size.dimensions });
      const counted = whole.map((k) => (k < size.points ? points / size.points : 0));
      return { ...promptTensors(prompts), counted: { data: counted, shape: [points] } };
    },
    loss: (weights, given) => countedError(model, weights, given as TrainingValues, task.labelVariance ?? 1),
    optimiser: chain(clipByGlobalNorm(1), adam(schedule === "constant" ? rate : fallingRate(rate, schedule, steps))),
  });
}

type TrainingValues = { readonly [name in keyof TrainingBatch]: Value };

function countedError<W>(
  model: SequenceModel<W>,
  weights: Mapped<W, Value>,
  { xs, ys, counted }: TrainingValues,
  scale: number,
): Value {
  return div(mean(mul(square(sub(model.apply(weights, xs, ys), ys)), counted)), scale);
}

function fallingRate(rate: number, schedule: { readonly warmUp: number }, steps: number) {
  const rising = Math.max(1, Math.min(schedule.warmUp, Math.floor(steps / 2)));
  return warmUp(rising, cosineRate(rate, Math.max(1, steps - rising)));
}
