import type { CurveName, CurvePrediction } from "./curves.js";
import type { EmergenceAnswer } from "./tell-apart.js";

/** An accuracy at a size beyond the data. */
export interface AccuracyForecast {
  /** The mean over explanations by their Akaike weights. */
  readonly value: number;
  /** From the least to the greatest that an explanation of weight above 0.05 allows, its own 95 % interval included. */
  readonly range: readonly [low: number, high: number];
  readonly byCurve: readonly (CurvePrediction & { readonly name: CurveName; readonly weight: number })[];
}

/**
 * The accuracy that the explanations of {@link EmergenceAnswer} forecast for a model of size N and answers of `length`
 * tokens: where they disagree, the range says so rather than the best of them. Burnham & Anderson (2002), §4.
 */
export function forecastAccuracy(answer: EmergenceAnswer, N: number, length = 1): AccuracyForecast {
  const byCurve = answer.candidates.map(({ name, weight, predict }) => ({ name, weight, ...predict(N, length) }));
  const open = byCurve.filter(({ weight }) => weight > 0.05).flatMap(({ value, ci95 }) => [value, ...ci95]);
  return {
    value: byCurve.reduce((sum, { value, weight }) => sum + weight * value, 0),
    range: [Math.min(...open), Math.max(...open)],
    byCurve,
  };
}
