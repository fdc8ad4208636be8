import { solveSmall } from "../../numerics/optimisation/solve-small.js";
import { type AccuracyData, curveAt, fitLink, type Link, type LinkFit, logistic, tokenwise } from "./link-fit.js";

/** The explanations of a rise in accuracy that are compared. */
export type CurveName = "constant" | "step" | "sigmoid" | "metric";

/** A prediction of a curve. */
export interface CurvePrediction {
  readonly value: number;
  /** By the errors of the curve's coefficients; null for a constant or a step, which say nothing about sizes beyond. */
  readonly ci95: readonly [lo: number, hi: number] | null;
}

/** One explanation, fitted. */
export interface FittedCurve {
  readonly name: CurveName;
  /** Free numbers, the threshold of a step included. */
  readonly degrees: number;
  /**
   * `constant`: {accuracy}; `step`: {below, above, threshold (N)}; `sigmoid`: {midpoint (N), slope (for each unit of ln N)};
   * `metric`: {critical (N), alpha}: the loss of a token is (critical/N)^alpha.
   */
  readonly parameters: Readonly<Record<string, number>>;
  readonly fit: LinkFit;
  /** The accuracy at size N, for answers of `length` tokens (1 unless told); `dispersion` widens the interval. */
  readonly predict: (N: number, length?: number, dispersion?: number) => CurvePrediction;
}

/** A single accuracy at all sizes. */
export function constantCurve(data: AccuracyData): FittedCurve {
  const fit = plateaus(data, () => 0, 1);
  const [accuracy] = levels(data, fit);
  return { name: "constant", degrees: 1, parameters: { accuracy: accuracy! }, fit, predict: () => flat(accuracy!) };
}

/** One accuracy below a size, another from it on: the best of all places between sizes. Null for one size alone. */
export function stepCurve(data: AccuracyData): FittedCurve | null {
  const sizes = [...new Set(data.N)].sort((a, b) => a - b);
  const tries = sizes.slice(1).map((above, i) => {
    const threshold = Math.sqrt(sizes[i]! * above);
    return { threshold, fit: plateaus(data, (N) => (N < threshold ? 0 : 1), 2) };
  });
  if (tries.length === 0) return null;
  const { threshold, fit } = tries.reduce((best, trial) => (trial.fit.objective < best.fit.objective ? trial : best));
  const [below, above] = levels(data, fit);
  return {
    name: "step",
    degrees: 3,
    parameters: { below: below!, above: above!, threshold },
    fit,
    predict: (N) => flat(N < threshold ? below! : above!),
  };
}

/** A logistic curve in ln N. */
export function sigmoidCurve(data: AccuracyData): FittedCurve {
  return slopedCurve(data, "sigmoid", logistic, (intercept, slope) => ({
    midpoint: Math.exp(-intercept / slope),
    slope,
  }));
}

/** A power law of the token's loss, seen through whole answers. */
export function metricCurve(data: AccuracyData): FittedCurve {
  return slopedCurve(data, "metric", tokenwise, (intercept, alpha) => ({
    critical: Math.exp(-intercept / alpha),
    alpha,
  }));
}

function slopedCurve(
  data: AccuracyData,
  name: CurveName,
  link: Link,
  parameters: (intercept: number, slope: number) => Record<string, number>,
): FittedCurve {
  const logs = data.N.map(Math.log);
  const center = logs.reduce((sum, x) => sum + x, 0) / logs.length;
  const spread = Math.sqrt(logs.reduce((sum, x) => sum + (x - center) ** 2, 0) / logs.length) || 1;
  const row = (N: number) => Float64Array.of(1, (Math.log(N) - center) / spread);
  const starts = [0.3, 1, 3, 10].flatMap((slope) =>
    [-1.5, -0.5, 0.5, 1.5].map((middle) => Float64Array.of(-slope * middle, slope)),
  );
  const fit = fitLink(data, Array.from(data.N, row), link, starts);
  const [a, b] = fit.coefficients as unknown as [number, number];
  const predict = (N: number, length = 1, dispersion = 1): CurvePrediction => {
    const at = (eta: number) => curveAt(data, [1], Float64Array.of(eta), link, length)[0];
    const eta = a + b * row(N)[1]!;
    const error = Math.sqrt(dispersion * variance(fit, row(N), data));
    return { value: at(eta), ci95: [at(eta - 1.959964 * error), at(eta + 1.959964 * error)] };
  };
  return { name, degrees: 2, parameters: parameters(a - (b * center) / spread, b / spread), fit, predict };
}

/** rowᵀ (JᵀWJ)⁻¹ row, times the variance of one error where trials are unknown; infinite where it does not exist. */
function variance({ information, objective }: LinkFit, row: Float64Array, { N, trials }: AccuracyData): number {
  const solved = solveSmall(information, row);
  if (solved === null) return Number.POSITIVE_INFINITY;
  const unit = trials ? 1 : (2 * objective) / Math.max(1, N.length - row.length);
  return Math.max(0, unit * solved.reduce((sum, value, k) => sum + value * row[k]!, 0));
}

/** Levels of accuracy for the groups that `groupOf` gives, 0 … count − 1. */
function plateaus(data: AccuracyData, groupOf: (N: number) => number, count: number): LinkFit {
  const groups = Array.from(data.N, groupOf);
  const design = groups.map((group) => Float64Array.from({ length: count }, (_, k) => (k === group ? 1 : 0)));
  const weight = (i: number) => data.trials?.[i] ?? 1;
  const start = Float64Array.from({ length: count }, (_, k) => {
    const members = groups.flatMap((group, i) => (group === k ? [i] : []));
    const total = members.reduce((sum, i) => sum + weight(i), 0);
    const mean = members.reduce((sum, i) => sum + weight(i) * data.accuracy[i]!, 0) / total;
    const mu = Math.min(1 - 1e-9, Math.max(1e-9, (mean - data.chance) / (1 - data.chance)));
    return Math.log(mu / (1 - mu));
  });
  return fitLink(data, design, logistic, [start]);
}

function levels({ chance }: AccuracyData, { coefficients }: LinkFit): number[] {
  return Array.from(coefficients, (eta) => chance + (1 - chance) * logistic(eta, 1)[0]);
}

function flat(value: number): CurvePrediction {
  return { value, ci95: null };
}
