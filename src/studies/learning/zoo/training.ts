import {
  type LinearValueWeights,
  type MergedWeights,
  predictFromMoments,
  predictFromStatistics,
  promptModel,
} from "../../../learning/models/index.js";
import type { Stream } from "../../../numerics/random/stream.js";
import { mean as meanOf } from "../../../numerics/statistics/index.js";
import { mean, square, sub, type Tensor, type Tree, type Value } from "../../../tensor/index.js";
import { adam, type CheckpointStore, linearRate, train } from "../../../training/index.js";
import { type Draw, drawMoments, drawPrompts, drawStatistics, type PromptSizes, selectTasks } from "./prompts.js";

/** The models of thesis fig. 15: those of linear attention, and those with a softmax. */
export const linearModels = ["sla", "fla", "mhla"] as const;
export const softmaxModels = ["sa", "tf"] as const;
export type ModelName = (typeof linearModels | typeof softmaxModels)[number];

/** How a model is trained: minibatches of P fixed tasks, mean squared error, Adam at a rate that falls linearly to 0. */
export interface ZooTraining {
  readonly P: number;
  /** Steps are `epochs`·P/`batch`; the tasks of a minibatch are drawn with replacement. */
  readonly epochs: number;
  readonly batch: number;
  readonly rate: number;
  /** Coupled weight decay, as in `torch.optim.Adam`: on this loss, λ of eq. (123) is half of it. */
  readonly decay: number;
}

/** What a training runs with. */
export interface TrainingContext {
  readonly stream: Stream;
  readonly signal: AbortSignal;
  readonly store?: CheckpointStore;
  /** Told the steps done, of all, and the loss of the last minibatch. */
  readonly onStep?: (done: number, of: number, loss: number) => void;
}

/** A set of tasks inside a program. */
export type TaskValues = Readonly<Record<string, Value>>;

/** What a model is given of its tasks, and what it makes of that. */
interface View {
  readonly draw: Draw;
  predict(weights: Tree<Value>, tasks: TaskValues, sizes: PromptSizes): Value;
}

const ofStatistics: View = {
  draw: drawStatistics,
  predict: (weights, { features, queries }) =>
    predictFromStatistics(weights as MergedWeights<Value>, features!, queries!),
};

const ofMoments: View = {
  draw: drawMoments,
  predict: (weights, { moments, queries }) =>
    predictFromMoments(weights as LinearValueWeights<Value>, moments!, queries!),
};

const ofPrompts = (name: ModelName): View => ({
  draw: drawPrompts,
  predict: (weights, { X }, sizes) => promptModel(name, sizes).apply(weights, X!),
});

/** Linear models see of their prompts what determines their prediction: the same numbers, at a fraction of the cost. */
export const views: Record<ModelName, View> = {
  sla: ofStatistics,
  fla: ofMoments,
  mhla: ofMoments,
  sa: ofPrompts("sa"),
  tf: ofPrompts("tf"),
};

/** A model after training. */
export interface TrainedModel {
  readonly weights: Tree<Tensor>;
  /** Mean squared error on the tasks of the last tenth of the minibatches. */
  readonly trainingError: number;
}

/** Trains a model of the zoo on P tasks, drawn for it. */
export async function trainModel(
  name: ModelName,
  sizes: PromptSizes,
  { P, epochs, batch, rate, decay }: ZooTraining,
  { stream, signal, store, onStep }: TrainingContext,
): Promise<TrainedModel> {
  const { draw, predict } = views[name];
  const tasks = draw(stream.child("tasks"), P, sizes);
  const steps = Math.ceil((epochs * P) / batch);
  const { params, history } = await train({
    init: (own): Tree<Tensor> => promptModel(name, sizes).init(own),
    batches: (own) =>
      selectTasks(
        tasks,
        Array.from({ length: batch }, () => own.integer(P)),
      ),
    loss: (weights, chosen) => mean(square(sub(predict(weights, chosen, sizes), chosen.targets))),
    optimiser: adam(linearRate(rate, 0, steps), { weightDecay: decay }),
    stream,
    steps,
    unroll: 5,
    checkpointEvery: 2000,
    signal,
    onMetrics: ({ step, loss }) => onStep?.(step, steps, loss),
    ...(store && { store }),
  });
  return { weights: params, trainingError: meanOf(history.loss.slice(-Math.ceil(steps / 10))) };
}
