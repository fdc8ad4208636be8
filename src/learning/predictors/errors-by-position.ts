import { invalid } from "../../numerics/errors.js";
import { type Estimate, estimate } from "../../numerics/statistics/index.js";
import type { PromptBatch } from "../tasks/task.js";

/**
 * The mean squared error at each position, over `scale`, with its standard error over the prompts, which are independent
 * (positions of one prompt are not). Errors are against the labels as they are, noise included.
 * @throws InputError unless there are batch × points predictions.
 */
export function errorsByPosition(prompts: PromptBatch, predictions: Float64Array, scale = 1): Estimate[] {
  const { points, batch } = prompts;
  const errors = squaredErrors(prompts, predictions, scale);
  return Array.from({ length: points }, (_, k) =>
    estimate(Float64Array.from({ length: batch }, (_, b) => errors[b * points + k]!)),
  );
}

/** The mean squared error over all positions, over `scale`; its standard error is over the prompts. */
export function meanError(prompts: PromptBatch, predictions: Float64Array, scale = 1): Estimate {
  const { points, batch } = prompts;
  const errors = squaredErrors(prompts, predictions, scale);
  return estimate(
    Float64Array.from({ length: batch }, (_, b) => {
      let sum = 0;
      for (let k = 0; k < points; k++) sum += errors[b * points + k]!;
      return sum / points;
    }),
  );
}

function squaredErrors({ y }: PromptBatch, predictions: Float64Array, scale: number): Float64Array {
  if (predictions.length !== y.length) throw invalid("number of predictions", predictions.length, `${y.length}`);
  return y.map((label, i) => (label - predictions[i]!) ** 2 / scale);
}
