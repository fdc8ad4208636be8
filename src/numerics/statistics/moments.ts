import { invalid } from "../errors.js";
import { CompensatedSum, sum } from "./sum.js";

/** The mean. @throws InputError for no values. */
export function mean(values: ArrayLike<number>): number {
  if (values.length === 0) throw invalid("number of values", 0, "at least 1");
  return sum(values) / values.length;
}

/** The unbiased variance s² = Σ (x − x̄)² / (n − 1). @throws InputError for fewer than two values. */
export function variance(values: ArrayLike<number>): number {
  if (values.length < 2) throw invalid("number of values", values.length, "at least 2");
  const center = mean(values);
  const squares = new CompensatedSum();
  for (let i = 0; i < values.length; i++) squares.add((values[i]! - center) ** 2);
  return squares.value / (values.length - 1);
}

/**
 * The quantile at `p` in 0 … 1, linear between order statistics (type 7 of Hyndman & Fan, Am. Stat. 50 (1996) 361, as in
 * NumPy and R). `quantile(values, 0.5)` is the median.
 * @throws InputError for no values, a NaN among them, or p outside 0 … 1.
 */
export function quantile(values: ArrayLike<number>, p: number): number {
  if (values.length === 0) throw invalid("number of values", 0, "at least 1");
  if (!(p >= 0 && p <= 1)) throw invalid("quantile", p, "a number from 0 to 1");
  const sorted = Float64Array.from(values).sort();
  // NaN sorts last.
  if (Number.isNaN(sorted.at(-1))) throw invalid("value", Number.NaN, "numbers only");
  const position = p * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below]!;
  const high = sorted[Math.ceil(position)]!;
  // Infinities stay what they are, rather than give NaN.
  return low === high || low === Number.NEGATIVE_INFINITY ? low : low + (position - below) * (high - low);
}
