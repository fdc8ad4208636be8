import {
  growingPrompts,
  modelPredictor,
  requireBlind,
  requireBlindFromTheStart,
  squaredDistances,
  trainOnTask,
} from "../../../learning/in-context/index.js";
import { inContextDecoder, modelFrom, type SequenceModel, type SequenceSizes } from "../../../learning/models/index.js";
import { errorsByPosition } from "../../../learning/predictors/index.js";
import { checkTask, type PromptBatch } from "../../../learning/tasks/index.js";
import type { CellContext, Estimate } from "../../../study/index.js";
import type { Value } from "../../../tensor/index.js";
import { type ClassName, type FunctionClass, functionClass, ownClass } from "./classes.js";
import type { Params } from "./study.js";

/** One class of functions, or, without `name`, the task that a person brought. */
export interface Cell {
  readonly id: string;
  readonly name: ClassName | null;
  readonly params: Params;
}

/** A point of a curve of one class. */
export type CurvePoint = {
  readonly class: string;
  /**
   * `error`: mean squared error over the label variance, against labels with their noise. `distance`: mean squared
   * distance to the trained model's predictions, over the same. `loss`: the loss of training.
   */
  readonly quantity: "error" | "distance" | "loss";
  readonly predictor: string;
  /** Examples seen; for `loss`, steps done. */
  readonly k: number;
  readonly value: number;
  /** Over prompts; null for `loss`. */
  readonly stderr: number | null;
  readonly n: number;
};

/** What rows call the model that was trained, the decoder or a person's own. */
export const TRAINED = "trained";

/** Steps between checkpoints. */
const CHECKPOINT_EVERY = 200;
/** Points of the curve of the loss, and reports of progress, in a whole training. */
const LOSS_POINTS = 100;

/** Trains a model on a class and measures it beside the baselines on fresh prompts. */
export async function runCell({ name, params }: Cell, context: CellContext): Promise<CurvePoint[]> {
  const found = name === null ? ownClass(checkTask(context.modules?.task)) : functionClass(name, params);
  const { task } = found;
  const model = modelOf({ d: task.dimension, points: params.points }, params, context);
  const { weights, losses } = await trained(model, found, params, context);
  const prompts = task.draw(context.stream.child("evaluation"), { batch: params.prompts, points: params.points });
  const predictions = await modelPredictor(model, weights).predict(prompts);
  const curves = measured(prompts, found, predictions);
  return [...curves, ...losses].map((point) => ({ class: name ?? task.name, ...point }));
}

type Point = Omit<CurvePoint, "class">;

function modelOf(sizes: SequenceSizes, params: Params, { modules }: CellContext): SequenceModel<unknown> {
  if (modules?.model !== undefined) {
    return modelFrom<readonly [xs: Value, ys: Value], SequenceSizes>(modules.model, "--model", sizes);
  }
  const { width, layers, heads, initialSd } = params;
  return inContextDecoder({ ...sizes, width, layers, heads, ...(initialSd > 0 && { initialSd }) });
}

async function trained(
  model: SequenceModel<unknown>,
  { task }: FunctionClass,
  params: Params,
  { stream, signal, progress, checkpoints, modules }: CellContext,
): Promise<{ weights: unknown; losses: Point[] }> {
  const { steps, batch, points, rate, schedule, curriculum } = params;
  const stride = Math.max(1, Math.floor(steps / LOSS_POINTS));
  const probing = stream.child("probe");
  const probe = task.draw(probing, { batch: 8, points });
  const isOwn = modules?.model !== undefined;
  if (isOwn) await requireBlindFromTheStart(model, model.init(probing), probe, probing.child("noise"));
  const store = checkpoints?.("model");
  const { params: weights, history } = await trainOnTask(model, task, {
    ...{ steps, batch, points, rate, signal },
    schedule: schedule === "constant" ? schedule : { warmUp: Math.ceil(steps / 20) },
    curriculum: growingPrompts({ dimensions: task.dimension, points }, curriculum * steps),
    stream: stream.child("training"),
    ...(store && { store, checkpointEvery: CHECKPOINT_EVERY }),
    onMetrics({ step, loss }) {
      if (step % stride === 0) progress?.({ done: step, of: steps, values: { loss } });
    },
  });
  // What no noise on the weights showed, training may have found.
  if (isOwn) await requireBlind(model, weights, probe);
  return { weights, losses: lossCurve(history.loss, stride) };
}

function lossCurve(loss: readonly number[], stride: number): Point[] {
  const losses: Point[] = [];
  for (let from = 0; from + stride <= loss.length; from += stride) {
    const recent = loss.slice(from, from + stride);
    const value = recent.reduce((sum, each) => sum + each, 0) / stride;
    losses.push({ quantity: "loss", predictor: TRAINED, k: from + stride, value, stderr: null, n: stride });
  }
  return losses;
}

/** Errors of the model and of every baseline, and how far each baseline is from the model, at every position. */
function measured(prompts: PromptBatch, { task, baselines }: FunctionClass, predictions: Float64Array): Point[] {
  const scale = task.labelVariance ?? 1;
  const curve = (quantity: Point["quantity"], predictor: string, values: readonly Estimate[]) =>
    values.map(({ value, stderr, n }, k) => ({ quantity, predictor, k, value: value!, stderr, n }));
  const own = curve("error", TRAINED, errorsByPosition(prompts, predictions, scale));
  const others = baselines.flatMap((baseline) => {
    const theirs = baseline.predict(prompts);
    return [
      ...curve("error", baseline.name, errorsByPosition(prompts, theirs, scale)),
      ...curve("distance", baseline.name, squaredDistances(predictions, theirs, prompts.points, scale)),
    ];
  });
  return [...own, ...others];
}
