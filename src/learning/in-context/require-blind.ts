import { InputError, invalid, lineOf } from "../../numerics/errors.js";
import type { Stream } from "../../numerics/random/stream.js";
import { mapTree, type Tensor } from "../../tensor/index.js";
import type { SequenceModel } from "../models/model.js";
import type { PromptBatch } from "../tasks/task.js";
import { type ForwardPass, forwardPass } from "./model-predictor.js";

/** Predictions that differ by less, relative to the largest, differ by rounding. */
const ROUNDING = 1e-5;

/** Standard deviations of the noise on the weights in which a model is looked at before it is trained. */
const NOISE = [0.03, 0.1, 0.3];

/**
 * Looks whether a model with these weights predicts labels without having seen them: another label at position k must
 * change no prediction up to k, another input none before k. A model that sees what it predicts is trained to copy it,
 * and looks better than Bayes.
 * @throws InputError, with the position, where it sees it; where it predicts what are not finite numbers, or cannot be
 * applied at all.
 */
export function requireBlind<W>(model: SequenceModel<W>, weights: W, prompts: PromptBatch): Promise<void> {
  return withPredictions(model, async (predict) => {
    const before = await predict(weights, prompts);
    const strange = before.find((value) => !Number.isFinite(value));
    if (strange !== undefined) throw invalid(`prediction of model ${model.name}`, strange, "finite numbers");
    await requireSame(model.name, prompts, before, (changed) => predict(weights, changed));
  });
}

/**
 * `requireBlind` with the weights that the model starts from and with the same under normal noise: in a model that starts
 * from zeros nothing depends on anything yet. Where the noise takes the predictions out of the finite numbers it shows
 * nothing, and is passed over.
 * @throws InputError as `requireBlind`.
 */
export async function requireBlindFromTheStart<W>(
  model: SequenceModel<W>,
  weights: W,
  prompts: PromptBatch,
  stream: Stream,
): Promise<void> {
  await requireBlind(model, weights, prompts);
  await withPredictions(model, async (predict) => {
    for (const [draw, sd] of NOISE.entries()) {
      const noisy = withNoise(weights, sd, stream.child(draw));
      const before = await predict(noisy, prompts);
      if (!before.every(Number.isFinite)) continue;
      await requireSame(model.name, prompts, before, (changed) => predict(noisy, changed));
    }
  });
}

async function requireSame(
  name: string,
  prompts: PromptBatch,
  before: Float64Array,
  predict: (changed: PromptBatch) => Promise<Float64Array>,
): Promise<void> {
  const { points } = prompts;
  for (let k = 0; k < points; k++) {
    for (const [what, changed, end] of [
      ["label", withOtherLabel(prompts, k), k],
      ["input", withOtherInput(prompts, k), k - 1],
    ] as const) {
      const seenAt = firstChange(before, await predict(changed), points, end);
      if (seenAt === null) continue;
      const found = `its prediction at position ${seenAt} changes with the ${what} at position ${k}`;
      throw invalid(`model ${name}`, found, "none that sees its own label or what comes after");
    }
  }
}

/** The first position up to `end` at which a prediction of any prompt differs by more than rounding, or null. */
function firstChange(before: Float64Array, after: Float64Array, points: number, end: number): number | null {
  const largest = before.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  for (let j = 0; j <= end; j++) {
    for (let i = j; i < before.length; i += points) {
      if (!(Math.abs(before[i]! - after[i]!) <= ROUNDING * largest)) return j;
    }
  }
  return null;
}

function withOtherLabel(prompts: PromptBatch, k: number): PromptBatch {
  return { ...prompts, y: withNext(prompts.y, prompts, 1, k) };
}

function withOtherInput(prompts: PromptBatch, k: number): PromptBatch {
  return { ...prompts, x: withNext(prompts.x, prompts, prompts.dimension, k) };
}

/**
 * The numbers with those at position k, `width` of them, taken from the next prompt: such as the task draws, since a model
 * may look them up in a table. Where all prompts have the same there they are moved instead.
 */
function withNext(numbers: Float64Array, { points }: PromptBatch, width: number, k: number): Float64Array {
  const isAt = (i: number) => Math.floor(i / width) % points === k;
  const next = (i: number) => numbers[i + points * width] ?? numbers[i]!;
  const changed = numbers.map((value, i) => (isAt(i) ? next(i) : value));
  if (changed.some((value, i) => value !== numbers[i])) return changed;
  return numbers.map((value, i) => (isAt(i) ? value + 1 : value));
}

/** The weights with normal noise on every number that is not an integer by its type. */
function withNoise<W>(weights: W, sd: number, stream: Stream): W {
  return mapTree((leaf, name) => {
    const { data, shape } = leaf as Tensor;
    if (data instanceof Int32Array) return leaf;
    const noise = stream.child(name).fillNormal(new Float64Array(data.length));
    return { data: noise.map((value, i) => data[i]! + sd * value), shape };
  }, weights) as W;
}

/** Compiles the model for the while of `use`. Whatever a person's model throws is a fault of the input. */
async function withPredictions<W>(
  model: SequenceModel<W>,
  use: (predict: ForwardPass<W>["predict"]) => Promise<void>,
): Promise<void> {
  const forward = forwardPass(model);
  try {
    await use((weights, prompts) => forward.predict(weights, prompts).catch((error) => refuse(model.name, error)));
  } finally {
    await forward.dispose();
  }
}

function refuse(name: string, error: unknown): never {
  if (error instanceof InputError) throw error;
  throw new InputError(`invalid model ${name}: ${lineOf(error)}; expected one that applies to xs and ys`, {
    cause: error,
  });
}
