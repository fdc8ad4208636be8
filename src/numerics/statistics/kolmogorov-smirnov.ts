import { invalid } from "../errors.js";

/** A test of whether a sample follows a law. */
export interface TestResult {
  /** Kolmogorov's D, or χ². */
  readonly statistic: number;
  /** The probability of a statistic at least as large under the law; asymptotic, so not exact for small samples. */
  readonly pValue: number;
}

/**
 * The one-sample Kolmogorov–Smirnov test of `values` against the continuous distribution function `cdf`:
 * D = max |F_n − F|, p-value from Kolmogorov's limit at (√n + 0.12 + 0.11/√n) D.
 * Sources: Kolmogorov (1933); Stephens, J. R. Stat. Soc. B 32 (1970) 115 (the correction for finite n).
 * @throws InputError for no values or a NaN among them.
 */
export function kolmogorovSmirnov(values: ArrayLike<number>, cdf: (x: number) => number): TestResult {
  const sorted = sortedSample(values);
  const n = sorted.length;
  let statistic = 0;
  for (let i = 0; i < n; i++) {
    const probability = cdf(sorted[i]!);
    statistic = Math.max(statistic, probability - i / n, (i + 1) / n - probability);
  }
  return { statistic, pValue: stephensPValue(statistic, n) };
}

/**
 * The two-sample Kolmogorov–Smirnov test: D = max |F_n − G_m|, p-value as of one sample of size nm/(n + m).
 * Equal values within and between the samples are allowed; they make the test conservative.
 * @throws InputError for an empty sample or a NaN.
 */
export function kolmogorovSmirnovTwoSample(first: ArrayLike<number>, second: ArrayLike<number>): TestResult {
  const a = sortedSample(first);
  const b = sortedSample(second);
  let statistic = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    // Both distribution functions step past a shared value before they are compared.
    const x = Math.min(a[i]!, b[j]!);
    while (a[i] === x) i++;
    while (b[j] === x) j++;
    statistic = Math.max(statistic, Math.abs(i / a.length - j / b.length));
  }
  return { statistic, pValue: stephensPValue(statistic, (a.length * b.length) / (a.length + b.length)) };
}

function sortedSample(values: ArrayLike<number>): Float64Array {
  if (values.length === 0) throw invalid("number of values", 0, "at least 1");
  const sorted = Float64Array.from(values).sort();
  // NaN sorts last.
  if (Number.isNaN(sorted.at(-1))) throw invalid("value", Number.NaN, "numbers only");
  return sorted;
}

function stephensPValue(statistic: number, n: number): number {
  return kolmogorovSurvival((Math.sqrt(n) + 0.12 + 0.11 / Math.sqrt(n)) * statistic);
}

/**
 * 1 − K(λ), the probability that the supremum of a Brownian bridge exceeds λ: 2 Σ (−1)^(j−1) e^(−2j²λ²), and for small λ
 * its theta transform 1 − √(2π)/λ Σ e^(−(2j−1)²π²/(8λ²)). Four terms of either reach full precision.
 */
export function kolmogorovSurvival(lambda: number): number {
  if (lambda <= 0) return 1;
  let sum = 0;
  if (lambda < 1.1) {
    for (let j = 4; j >= 1; j--) sum += Math.exp(-(((2 * j - 1) * Math.PI) ** 2) / (8 * lambda * lambda));
    return 1 - (Math.sqrt(2 * Math.PI) / lambda) * sum;
  }
  for (let j = 4; j >= 1; j--) sum += (j % 2 === 1 ? 2 : -2) * Math.exp(-2 * (j * lambda) ** 2);
  return sum;
}
