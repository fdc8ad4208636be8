import { invalid } from "../../numerics/errors.js";
import type { Tensor } from "../../tensor/index.js";
import type { PromptBatch } from "../tasks/task.js";

/** What a model of sequences is given: xs (batch × points × d) and ys (batch × points). */
export type PromptTensors = { readonly xs: Tensor; readonly ys: Tensor };

/**
 * Prompts as tensors. What a person's own task drew is looked at here: it may go wrong at any draw.
 * @throws InputError for a wrong number of numbers, or one that is not finite.
 */
export function promptTensors({ batch, points, dimension, x, y }: PromptBatch): PromptTensors {
  requireNumbers("x of the prompts", x, batch * points * dimension);
  requireNumbers("y of the prompts", y, batch * points);
  return { xs: { data: x, shape: [batch, points, dimension] }, ys: { data: y, shape: [batch, points] } };
}

function requireNumbers(name: string, data: Float64Array, length: number): void {
  if (data.length !== length) throw invalid(`length of ${name}`, data.length, `${length}`);
  const strange = data.find((value) => !Number.isFinite(value));
  if (strange !== undefined) throw invalid(name, strange, "finite numbers");
}
