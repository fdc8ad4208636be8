import { InputError, invalid, lineOf } from "../../numerics/errors.js";
import type { SequenceModel } from "../models/model.js";
import type { PromptBatch } from "../tasks/task.js";
import { modelPredictor } from "./model-predictor.js";

/** Predictions that differ by less, relative to the largest, differ by rounding. */
const ROUNDING = 1e-5;

/**
 * Looks whether a model predicts labels without having seen them: another last label of each prompt must not change any
 * prediction. A model that sees what it predicts is trained to copy it, and looks better than Bayes.
 * @throws InputError where it sees it, predicts what are not finite numbers, or cannot be applied at all.
 */
export async function requireBlind<W>(model: SequenceModel<W>, weights: W, prompts: PromptBatch): Promise<void> {
  const { points } = prompts;
  const predictor = modelPredictor(model, weights);
  const changed = { ...prompts, y: prompts.y.map((label, i) => (i % points === points - 1 ? label + 1 : label)) };
  const predict = (given: PromptBatch) => predictor.predict(given).catch((error: unknown) => refuse(model.name, error));
  const [before, after] = [await predict(prompts), await predict(changed)];
  const strange = before.find((value) => !Number.isFinite(value));
  if (strange !== undefined) throw invalid(`prediction of model ${model.name}`, strange, "finite numbers");
  const largest = before.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const isSeen = before.some((value, i) => Math.abs(value - after[i]!) > ROUNDING * largest);
  if (isSeen) {
    throw invalid(`model ${model.name}`, "its predictions change with the last label", "none that sees its own label");
  }
}

/** Whatever a person's model throws is a fault of the input. */
function refuse(name: string, error: unknown): never {
  if (error instanceof InputError) throw error;
  throw new InputError(`invalid model ${name}: ${lineOf(error)}; expected one that applies to xs and ys`, {
    cause: error,
  });
}
