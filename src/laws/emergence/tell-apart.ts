import { invalid } from "../../numerics/errors.js";
import { logGamma } from "../../numerics/special/index.js";
import { ceilingedCurves, constantCurve, type FittedCurve, metricCurve, sigmoidCurve, stepCurve } from "./curves.js";
import type { AccuracyData } from "./link-fit.js";
import { type Misfit, type Verdict, verdictOf } from "./verdict.js";

/** Accuracies of models of several sizes on one task. */
export interface EmergenceQuestion {
  /** n sizes: parameters, or any measure of scale such as FLOP. */
  readonly N: ArrayLike<number>;
  /** n accuracies, 0 … 1. */
  readonly accuracy: ArrayLike<number>;
  /** Questions that each accuracy rests on: one number for all, or n. Without it errors are taken as alike. */
  readonly trials?: number | ArrayLike<number>;
  /** Tokens that must all be right: one number for all, or n; several lengths tell most. 1 unless told. */
  readonly answerLength?: number | ArrayLike<number>;
  /** Accuracy of guessing; 0 unless told. */
  readonly chance?: number;
}

/** One explanation with its evidence. */
export interface EmergenceCandidate extends Omit<FittedCurve, "fit"> {
  readonly logLikelihood: number;
  /** Akaike's criterion, corrected for few points and divided by the dispersion; +∞ where points are too few. */
  readonly aicc: number;
  /** Akaike weight, 0 … 1: exp(−Δ/2) over their sum. */
  readonly weight: number;
  /** Mean |error| of accuracy on the largest quarter of sizes when fitted to the others; null for fewer than five sizes. */
  readonly heldOut: number | null;
}

/** What the data say. */
export interface EmergenceAnswer {
  /** Best first. */
  readonly candidates: readonly EmergenceCandidate[];
  /** Variance over the binomial one, at least 1: models differ by more than the draw of questions. */
  readonly dispersion: number;
  readonly verdict: Verdict;
  /** That even the best explanation does not fit, as a sentence; null where it does, or the noise is unknown. */
  readonly misfit: string | null;
  /** The verdict, its grounds and its limits, as sentences. */
  readonly words: readonly string[];
}

/**
 * Tells apart what makes accuracy rise with size: nothing, a step, a sigmoid in log N, or the metric's own non-linearity
 * (whole answers of tokens whose loss is a power law). By likelihood and Akaike weights (Burnham & Anderson, Model
 * Selection and Multimodel Inference, 2002, §2.4 for over-dispersed counts), checked on held-out large models; where
 * weights leave more than one, it says `cannot tell`.
 * @throws InputError for numbers that are no sizes, accuracies, trials, lengths or chance, and fewer than four points.
 */
export function tellApart(question: EmergenceQuestion): EmergenceAnswer {
  const data = accuracyData(question);
  const { curves, dispersion } = likelyCurves(data);
  const aicc = curves.map((curve) => criterion(data, curve, dispersion));
  const least = Math.min(...aicc);
  const raw = aicc.map((value) => (value === least ? 1 : Math.exp((least - value) / 2)));
  const total = raw.reduce((sum, value) => sum + value, 0);
  const heldOut = heldOutErrors(data);
  const candidates = curves
    .map(({ fit, ...curve }, i) => ({
      ...curve,
      predict: (N: number, length?: number, widened = dispersion) => curve.predict(N, length, widened),
      logLikelihood: logLikelihood(data, fit.objective),
      aicc: aicc[i]!,
      weight: raw[i]! / total,
      heldOut: heldOut.get(curve.name) ?? null,
    }))
    .sort((a, b) => b.weight - a.weight);
  return { candidates, dispersion, ...verdictOf(candidates, data, misfitOf(data, dispersion, candidates[0]!)) };
}

/** One curve of each name: of a smooth one that with a fitted ceiling where Akaike's criterion prefers it. */
function likelyCurves(data: AccuracyData): { readonly curves: FittedCurve[]; readonly dispersion: number } {
  const step = stepCurve(data);
  const plain = [constantCurve(data), ...(step ? [step] : []), sigmoidCurve(data), metricCurve(data)];
  const capped = ceilingedCurves(data);
  const dispersion = dispersionOf(data, [...plain, ...capped]);
  const curves = plain.map((curve) => {
    const other = capped.find(({ name }) => name === curve.name);
    return other && criterion(data, other, dispersion) < criterion(data, curve, dispersion) ? other : curve;
  });
  return { curves, dispersion };
}

/** How often the noise the held-out error of the best explanation may be before it is a misfit. */
const MOST_NOISES = 3;

/** What shows that the best explanation does not fit: errors far above the noise of the trials, or that neighbours share. */
function misfitOf(data: AccuracyData, dispersion: number, best: EmergenceCandidate): Misfit | null {
  const { accuracy, trials } = data;
  if (!trials) return isStructured(data, best) ? { kind: "structured" } : null;
  const noises = accuracy.map((p, i) => Math.sqrt(Math.max(p * (1 - p), 1 / trials[i]!) / trials[i]!));
  const noise = noises.reduce((sum, value) => sum + value, 0) / noises.length;
  const far = best.heldOut !== null && best.heldOut > MOST_NOISES * noise;
  return far || dispersion > MOST_NOISES ? { kind: "above noise", noise, heldOut: best.heldOut, dispersion } : null;
}

/** Standard errors of the correlation of residuals between neighbouring sizes above which they are no noise. */
const MOST_CORRELATED = 2;

/** Whether residuals, larger than a thousandth, are alike at neighbouring sizes: their correlation is 0 ± 1/√n for noise. */
function isStructured({ N, accuracy, length }: AccuracyData, { predict }: EmergenceCandidate): boolean {
  const order = [...N.keys()].sort((i, j) => N[i]! - N[j]!);
  const residuals = order.map((i) => accuracy[i]! - predict(N[i]!, length[i]!).value);
  const square = residuals.reduce((sum, residual) => sum + residual ** 2, 0);
  const products = residuals.slice(1).reduce((sum, residual, i) => sum + residual * residuals[i]!, 0);
  return square > 1e-6 * N.length && products / square > MOST_CORRELATED / Math.sqrt(N.length);
}

/** Pearson's χ² over its degrees of freedom for the curve where it is least; 1 without trials. */
function dispersionOf(data: AccuracyData, curves: readonly FittedCurve[]): number {
  const { trials, accuracy } = data;
  if (!trials) return 1;
  const ratios = curves
    .filter(({ degrees }) => degrees < accuracy.length)
    .map(({ degrees, fit }) => {
      const chi = fit.fitted.reduce((sum, p, i) => sum + (trials[i]! * (accuracy[i]! - p) ** 2) / (p * (1 - p)), 0);
      return chi / (accuracy.length - degrees);
    });
  return Math.max(1, Math.min(...ratios));
}

function criterion(data: AccuracyData, { degrees, fit }: FittedCurve, dispersion: number): number {
  const n = data.N.length;
  // The variance is one number more, unless it is that of the binomial distribution.
  const k = degrees + (data.trials && dispersion === 1 ? 0 : 1);
  if (n - k - 1 <= 0) return Number.POSITIVE_INFINITY;
  return (-2 * logLikelihood(data, fit.objective)) / dispersion + 2 * k + (2 * k * (k + 1)) / (n - k - 1);
}

/** Binomial with its coefficients, or Gaussian with the variance of best fit, at least that of accuracies to four digits. */
function logLikelihood({ trials, accuracy }: AccuracyData, objective: number): number {
  const n = accuracy.length;
  if (!trials) {
    const variance = Math.max((2 * objective) / n, 1e-8);
    return -(n / 2) * Math.log(2 * Math.PI * variance) - objective / variance;
  }
  // The objective is half the deviance: zero for the likelihood of the measured accuracies themselves.
  return trials.reduce((sum, m, i) => sum + saturated(m, accuracy[i]! * m), 0) - objective;
}

function saturated(m: number, k: number): number {
  const part = (x: number) => (x > 0 ? x * Math.log(x / m) : 0);
  return logGamma(m + 1) - logGamma(k + 1) - logGamma(m - k + 1) + part(k) + part(m - k);
}

/** Mean |error| on the largest quarter of sizes, fitted to the rest. */
function heldOutErrors(data: AccuracyData): Map<FittedCurve["name"], number> {
  const sizes = [...new Set(data.N)].sort((a, b) => a - b);
  if (sizes.length < 5) return new Map();
  const from = sizes[sizes.length - Math.max(1, Math.floor(sizes.length / 4))]!;
  const large = Array.from(data.N.keys()).filter((i) => data.N[i]! >= from);
  const { curves } = likelyCurves(subset(data, (N) => N < from));
  return new Map(
    curves.map(({ name, predict }) => {
      const errors = large.map((i) => Math.abs(predict(data.N[i]!, data.length[i]!).value - data.accuracy[i]!));
      return [name, errors.reduce((sum, error) => sum + error, 0) / errors.length];
    }),
  );
}

function subset(data: AccuracyData, keep: (N: number) => boolean): AccuracyData {
  const pick = (values: Float64Array) => values.filter((_, i) => keep(data.N[i]!));
  const { N, accuracy, trials, length } = data;
  return { ...data, N: pick(N), accuracy: pick(accuracy), trials: trials && pick(trials), length: pick(length) };
}

function accuracyData({ N, accuracy, trials, answerLength = 1, chance = 0 }: EmergenceQuestion): AccuracyData {
  const n = N.length;
  if (n < 4) throw invalid("number of sizes", n, "at least 4");
  const column = (
    name: string,
    values: number | ArrayLike<number>,
    good: (value: number) => boolean,
    expected: string,
  ) => {
    const list = typeof values === "number" ? new Float64Array(n).fill(values) : Float64Array.from(values);
    if (list.length !== n) throw invalid(`number of values of ${name}`, list.length, `${n}, one for each size`);
    for (const value of list) if (!good(value)) throw invalid(name, value, expected);
    return list;
  };
  const finite = (value: number) => value > 0 && value < Number.POSITIVE_INFINITY;
  if (!(chance >= 0 && chance < 1)) throw invalid("chance", chance, "a number from 0 and below 1");
  return {
    N: column("N", N, finite, "a positive number"),
    accuracy: column("accuracy", accuracy, (value) => value >= 0 && value <= 1, "a number from 0 to 1"),
    trials: trials === undefined ? null : column("trials", trials, finite, "a positive number"),
    length: column("answer length", answerLength, finite, "a positive number"),
    chance,
    ceiling: 1,
  };
}
