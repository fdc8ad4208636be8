import { type Estimate, estimate } from "../../../numerics/statistics/estimate.js";
import { type Params, predictors, type Row } from "./study.js";

/**
 * Mean squared error of each predictor, the share of prompts on which the attention is nearer than it, and the contrast
 * of the trained weights. Errors are over repetitions, each a new split of the table: prompts of one split share rows.
 */
export function metrics(rows: readonly Row[], { repetitions }: Params): Record<string, Estimate> {
  const result: Record<string, Estimate> = { contrast_attention: overSplits(rows, repetitions, (row) => row.contrast) };
  for (const name of predictors) {
    result[`eps_${name}`] = overSplits(rows, repetitions, (row) => row[name]);
    if (name === "attention") continue;
    result[`attention_beats_${name}`] = overSplits(rows, repetitions, (row) => Number(row.attention < row[name]));
    result[`difference_${name}`] = overSplits(rows, repetitions, (row) => row.attention - row[name]);
  }
  return result;
}

function overSplits(rows: readonly Row[], repetitions: number, value: (row: Row) => number): Estimate {
  const sums = new Float64Array(repetitions);
  const counts = new Float64Array(repetitions);
  for (const row of rows) {
    sums[row.repetition]! += value(row);
    counts[row.repetition]! += 1;
  }
  return estimate(Array.from(sums, (sum, i) => sum / counts[i]!));
}
