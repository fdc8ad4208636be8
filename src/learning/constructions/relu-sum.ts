import { invalid } from "../../numerics/errors.js";

/** Σ_m factor_m · relu(gain_m t + offset_m). */
export interface ReluSum {
  readonly terms: readonly { readonly factor: number; readonly gain: number; readonly offset: number }[];
}

/** The value at t. */
export function evaluateReluSum({ terms }: ReluSum, t: number): number {
  let sum = 0;
  for (const { factor, gain, offset } of terms) sum += factor * Math.max(0, gain * t + offset);
  return sum;
}

/**
 * The piecewise linear interpolation of f on [low, high] in `pieces` equal pieces, constant outside, as a sum of
 * `pieces` + 2 ReLUs, the first of which is the constant f(low). For a smooth f its error falls as 1/pieces².
 *
 * @throws InputError unless pieces is an integer of at least 1 and low < high.
 */
export function interpolateByRelus(
  f: (t: number) => number,
  { low, high, pieces }: { readonly low: number; readonly high: number; readonly pieces: number },
): ReluSum {
  if (!(Number.isInteger(pieces) && pieces >= 1)) throw invalid("pieces", pieces, "an integer of at least 1");
  if (!(low < high)) throw invalid("interval", `${low} to ${high}`, "an interval that is not empty");
  const width = (high - low) / pieces;
  const knots = Array.from({ length: pieces + 1 }, (_, k) => low + k * width);
  const slopes = knots.slice(1).map((knot, k) => (f(knot) - f(knots[k]!)) / width);
  const bends = knots.map((knot, k) => ({
    factor: (slopes[k] ?? 0) - (slopes[k - 1] ?? 0),
    gain: 1,
    offset: -knot,
  }));
  return { terms: [{ factor: f(low), gain: 0, offset: 1 }, ...bends] };
}

/** sign(z) max(|z| − t, 0) for t ≥ 0, as two ReLUs: relu(z − t) − relu(−z − t). */
export function softThreshold(z: number, t: number): number {
  return Math.max(0, z - t) - Math.max(0, -z - t);
}

/**
 * Whether all labels are −1 or 1, as a transformer tests it before it chooses between regression and classification: the
 * mean over the examples of a sum of ReLUs that is 1 at ±1 and 0 from `width` away from both on.
 *
 * Source: Bai et al. 2023 (arXiv:2306.04637), §4.2, pre-ICL testing.
 */
export function areLabelsBinary(y: Float64Array, width = 1e-3): boolean {
  const hat = (t: number) => (Math.max(0, t + width) - 2 * Math.max(0, t) + Math.max(0, t - width)) / width;
  let sum = 0;
  for (const label of y) sum += hat(label - 1) + hat(label + 1);
  return sum / y.length > 1 - 1e-9;
}
