import { solveSmall } from "../../numerics/optimisation/solve-small.js";
import { type AccuracyData, curveAt, fitLink, type Link, type LinkFit, logistic, tokenwise } from "./link-fit.js";

/** Half the width of a 95 % interval, in standard errors. */
const NORMAL_95 = 1.959964;

/** The explanations of a rise in accuracy that are compared. */
export type CurveName = "constant" | "step" | "sigmoid" | "metric";

/** A prediction of a curve. */
export interface CurvePrediction {
  readonly value: number;
  /** By the errors of the curve's coefficients: of the mean curve, not of one more model. */
  readonly ci95: readonly [lo: number, hi: number];
}

/** One explanation, fitted. */
export interface FittedCurve {
  readonly name: CurveName;
  /** Free numbers, the threshold of a step included. */
  readonly degrees: number;
  /**
   * `constant`: {accuracy}; `step`: {below, above, threshold (N)}; `sigmoid`: {midpoint (N), slope (for each unit of ln N)};
   * `metric`: {critical (N), alpha}: the loss of a token is (critical/N)^alpha. A fitted {ceiling} is the accuracy at N = ∞.
   */
  readonly parameters: Readonly<Record<string, number>>;
  readonly fit: LinkFit;
  /** The accuracy at size N, for answers of `length` tokens (1 unless told); `dispersion` widens the interval. */
  readonly predict: (N: number, length?: number, dispersion?: number) => CurvePrediction;
}

/** A single accuracy at all sizes. */
export function constantCurve(data: AccuracyData): FittedCurve {
  const { fit, levelOf } = plateaus(data, () => 0, 1);
  const predict: FittedCurve["predict"] = (_N, _length, dispersion) => levelOf(0, dispersion);
  return { name: "constant", degrees: 1, parameters: { accuracy: levelOf(0).value }, fit, predict };
}

/** One accuracy below a size, another from it on: the best of all places between sizes. Null for one size alone. */
export function stepCurve(data: AccuracyData): FittedCurve | null {
  const sizes = [...new Set(data.N)].sort((a, b) => a - b);
  const tries = sizes.slice(1).map((above, i) => {
    const threshold = Math.sqrt(sizes[i]! * above);
    return { threshold, ...plateaus(data, (N) => (N < threshold ? 0 : 1), 2) };
  });
  if (tries.length === 0) return null;
  const { threshold, fit, levelOf } = tries.reduce((best, trial) =>
    trial.fit.objective < best.fit.objective ? trial : best,
  );
  const parameters = { below: levelOf(0).value, above: levelOf(1).value, threshold };
  const predict: FittedCurve["predict"] = (N, _length, dispersion) => levelOf(N < threshold ? 0 : 1, dispersion);
  return { name: "step", degrees: 3, parameters, fit, predict };
}

/** A logistic curve in ln N. */
export function sigmoidCurve(data: AccuracyData): FittedCurve {
  return slopedCurve(data, sigmoid).curve;
}

/** A power law of the token's loss, seen through whole answers. */
export function metricCurve(data: AccuracyData): FittedCurve {
  return slopedCurve(data, metric).curve;
}

/** The two smooth curves below a ceiling that is fitted: benchmarks have wrong labels, and families of models a limit. */
export function ceilingedCurves(data: AccuracyData): FittedCurve[] {
  return [sigmoid, metric].map((shape) => ceilingedCurve(data, shape));
}

interface Shape {
  readonly name: CurveName;
  readonly link: Link;
  readonly parameters: (intercept: number, slope: number) => Record<string, number>;
}

const sigmoid: Shape = {
  name: "sigmoid",
  link: logistic,
  parameters: (intercept, slope) => ({ midpoint: Math.exp(-intercept / slope), slope }),
};

const metric: Shape = {
  name: "metric",
  link: tokenwise,
  parameters: (intercept, alpha) => ({ critical: Math.exp(-intercept / alpha), alpha }),
};

const STARTS = [0.3, 1, 3, 10].flatMap((slope) =>
  [-1.5, -0.5, 0.5, 1.5].map((middle) => Float64Array.of(-slope * middle, slope)),
);
/** Middles alone, beside a start that is near. */
const FEW_STARTS = STARTS.filter((_, i) => i >= 4 && i < 8);

function slopedCurve(data: AccuracyData, { name, link, parameters }: Shape, starts: readonly Float64Array[] = STARTS) {
  const logs = data.N.map(Math.log);
  const center = logs.reduce((sum, x) => sum + x, 0) / logs.length;
  const spread = Math.sqrt(logs.reduce((sum, x) => sum + (x - center) ** 2, 0) / logs.length) || 1;
  const row = (N: number) => Float64Array.of(1, (Math.log(N) - center) / spread);
  const fit = fitLink(data, Array.from(data.N, row), link, starts);
  const [a, b] = fit.coefficients as unknown as [number, number];
  const predict = (N: number, length = 1, dispersion = 1): CurvePrediction => {
    const at = (eta: number) => curveAt(data, [1], Float64Array.of(eta), link, length)[0];
    const eta = a + b * row(N)[1]!;
    const error = Math.sqrt(dispersion * variance(fit, row(N), data));
    return { value: at(eta), ci95: [at(eta - NORMAL_95 * error), at(eta + NORMAL_95 * error)] };
  };
  const curve: FittedCurve = {
    ...{ name, degrees: 2, fit, predict },
    parameters: parameters(a - (b * center) / spread, b / spread),
  };
  return { curve, row };
}

/** Ceilings tried between guessing and 1 before the best is refined. */
const CEILINGS = 16;

function ceilingedCurve(data: AccuracyData, shape: Shape): FittedCurve {
  const below = (share: number): AccuracyData => ({ ...data, ceiling: data.chance + (1 - data.chance) * share });
  // From the top down, each ceiling starts where the one above it ended.
  let warm: readonly Float64Array[] = STARTS;
  const fitAt = (share: number) => slopedCurve(below(share), shape, warm).curve.fit;
  const tries = Array.from({ length: CEILINGS }, (_, k) => (CEILINGS - k) / CEILINGS).map((share) => {
    const fit = fitAt(share);
    warm = [fit.coefficients, ...FEW_STARTS];
    return { ...fit, share };
  });
  const best = tries.reduce((least, each) => (each.objective < least.objective ? each : least));
  warm = [best.coefficients];
  let [low, high] = [Math.max(1e-3, best.share - 1 / CEILINGS), Math.min(1, best.share + 1 / CEILINGS)];
  while (high - low > 1e-4) {
    const [left, right] = [low + 0.382 * (high - low), high - 0.382 * (high - low)];
    if (fitAt(left).objective < fitAt(right).objective) high = right;
    else low = left;
  }
  const capped = below((low + high) / 2);
  const { curve, row } = slopedCurve(capped, shape, warm);
  const { coefficients } = curve.fit;
  // Derivatives of the accuracy by both coefficients and by the ceiling.
  const slopes = (N: number, length: number) => {
    const [p, slope] = curveAt(capped, row(N), coefficients, shape.link, length);
    const known = (p - capped.chance) / (capped.ceiling - capped.chance);
    return { p, gradient: Float64Array.of(...row(N).map((x) => x * slope), known) };
  };
  const information = Array.from({ length: 3 }, () => new Float64Array(3));
  data.N.forEach((N, i) => {
    const { p, gradient } = slopes(N, data.length[i]!);
    const weight = data.trials ? data.trials[i]! / (p * (1 - p)) : 1;
    for (let j = 0; j < 3; j++) for (let k = 0; k < 3; k++) information[j]![k]! += weight * gradient[j]! * gradient[k]!;
  });
  const predict = (N: number, length = 1, dispersion = 1): CurvePrediction => {
    const { p, gradient } = slopes(N, length);
    const error = Math.sqrt(dispersion * variance({ ...curve.fit, information }, gradient, data));
    return { value: p, ci95: around(p, error) };
  };
  return { ...curve, degrees: 3, parameters: { ...curve.parameters, ceiling: capped.ceiling }, predict };
}

/** rowᵀ (JᵀWJ)⁻¹ row, times the variance of one error where trials are unknown; infinite where it does not exist. */
function variance({ information, objective }: LinkFit, row: Float64Array, { N, trials }: AccuracyData): number {
  const solved = solveSmall(information, row);
  if (solved === null) return Number.POSITIVE_INFINITY;
  const unit = trials ? 1 : (2 * objective) / Math.max(1, N.length - row.length);
  return Math.max(0, unit * solved.reduce((sum, value, k) => sum + value * row[k]!, 0));
}

/** Levels of accuracy of the groups that `groupOf` gives, 0 … count − 1. */
function plateaus(data: AccuracyData, groupOf: (N: number) => number, count: number) {
  const groups = Array.from(data.N, groupOf);
  const design = groups.map((group) => Float64Array.from({ length: count }, (_, k) => (k === group ? 1 : 0)));
  // Of each group: its trials, or its points where those are unknown, and its mean accuracy.
  const sizes = new Float64Array(count);
  const means = new Float64Array(count);
  groups.forEach((group, i) => {
    const weight = data.trials?.[i] ?? 1;
    sizes[group]! += weight;
    means[group]! += (weight * (data.accuracy[i]! - means[group]!)) / sizes[group]!;
  });
  const start = means.map((mean) => {
    const mu = Math.min(1 - 1e-9, Math.max(1e-9, (mean - data.chance) / (1 - data.chance)));
    return Math.log(mu / (1 - mu));
  });
  const fit = fitLink(data, design, logistic, [start]);
  const spread = Math.sqrt((2 * fit.objective) / Math.max(1, groups.length - count));
  const levelOf = (group: number, dispersion = 1): CurvePrediction => {
    const value = curveAt(data, design[groups.indexOf(group)]!, fit.coefficients, logistic, 1)[0];
    const n = sizes[group]!;
    return { value, ci95: data.trials ? wilson(value, n / dispersion) : around(value, spread / Math.sqrt(n)) };
  };
  return { fit, levelOf };
}

/** The 95 % interval of a proportion seen in n trials. Wilson, J. Am. Stat. Assoc. 22 (1927) 209. */
function wilson(p: number, n: number): [number, number] {
  const z = NORMAL_95 ** 2 / n;
  const center = (p + z / 2) / (1 + z);
  const half = Math.sqrt(z * p * (1 - p) + z ** 2 / 4) / (1 + z);
  return [Math.max(0, center - half), Math.min(1, center + half)];
}

function around(value: number, error: number): [number, number] {
  return [Math.max(0, value - NORMAL_95 * error), Math.min(1, value + NORMAL_95 * error)];
}
