import { solveSmall } from "../../numerics/optimisation/solve-small.js";

/** What was measured at n sizes. */
export interface AccuracyData {
  /** n sizes. */
  readonly N: Float64Array;
  /** n accuracies, 0 … 1. */
  readonly accuracy: Float64Array;
  /** n numbers of questions that the accuracies rest on; null: unknown, all errors alike. */
  readonly trials: Float64Array | null;
  /** n lengths of answers, tokens; ones where they are unknown. */
  readonly length: Float64Array;
  /** Accuracy of guessing. */
  readonly chance: number;
  /** Accuracy that no size exceeds. */
  readonly ceiling: number;
}

/** How a linear predictor eta becomes the chance of a right answer by knowledge, and the slope of that. */
export type Link = (eta: number, length: number) => readonly [mu: number, slope: number];

/** 1/(1 + e^−eta), whatever the length. */
export const logistic: Link = (eta) => {
  const mu = 1 / (1 + Math.exp(-eta));
  return [mu, mu * (1 - mu)];
};

/** exp(−length e^−eta): each of `length` tokens is right with probability exp(−e^−eta). */
export const tokenwise: Link = (eta, length) => {
  const exponent = length * Math.exp(-eta);
  const mu = Math.exp(-exponent);
  return [mu, exponent * mu || 0];
};

/** A fitted curve: accuracy = chance + (ceiling − chance) link(Σ_k coefficients_k design_k). */
export interface LinkFit {
  readonly coefficients: Float64Array;
  /** Fitted accuracies, n. */
  readonly fitted: Float64Array;
  /** Half the deviance over the trials, or half the sum of squares where they are unknown. */
  readonly objective: number;
  /** JᵀWJ, rows: the information of the coefficients. */
  readonly information: readonly Float64Array[];
}

/** Keeps logarithms finite where a curve reaches 0 or 1. */
const EDGE = 1e-12;

/**
 * Maximum likelihood (binomial, or Gaussian where trials are unknown) by damped Fisher scoring from each of `starts`; the
 * best is returned. `design` has one row of regressors for each observation.
 */
export function fitLink(
  data: AccuracyData,
  design: readonly Float64Array[],
  link: Link,
  starts: readonly Float64Array[],
): LinkFit {
  const fits = starts.map((start) => scoring(data, design, link, start));
  return fits.reduce((best, fit) => (fit.objective < best.objective ? fit : best));
}

function scoring(data: AccuracyData, design: readonly Float64Array[], link: Link, start: Float64Array): LinkFit {
  let fit = evaluate(data, design, link, start);
  let damping = 1e-3;
  for (let iteration = 0; iteration < 200 && damping < 1e12; iteration++) {
    const damped = fit.information.map((row, a) =>
      row.map((value, b) => (a === b ? value * (1 + damping) + 1e-12 : value)),
    );
    const step = solveSmall(damped, fit.score);
    if (step === null) {
      damping *= 10;
      continue;
    }
    // What the quadratic model promises, twice over: less than rounding is the end.
    const promised = step.reduce((sum, change, k) => sum + change * fit.score[k]!, 0);
    if (promised <= 1e-13 * (1 + fit.objective)) break;
    const moved = fit.coefficients.map((c, k) => c + step[k]!);
    const next = evaluate(data, design, link, moved);
    if (next.objective < fit.objective) {
      fit = next;
      damping /= 10;
    } else {
      damping *= 10;
    }
  }
  return fit;
}

/** The fit at given coefficients, with its score JᵀW(y − p). */
function evaluate(
  data: AccuracyData,
  design: readonly Float64Array[],
  link: Link,
  coefficients: Float64Array,
): LinkFit & { readonly score: Float64Array } {
  const size = coefficients.length;
  const score = new Float64Array(size);
  const information = Array.from({ length: size }, () => new Float64Array(size));
  let objective = 0;
  const fitted = data.accuracy.map((y, i) => {
    const row = design[i]!;
    const [p, slope] = curveAt(data, row, coefficients, link, data.length[i]!);
    const weight = data.trials ? data.trials[i]! / (p * (1 - p)) : 1;
    objective += data.trials ? data.trials[i]! * divergence(y, p) : (y - p) ** 2 / 2;
    for (let a = 0; a < size; a++) {
      score[a]! += weight * slope * row[a]! * (y - p);
      for (let b = 0; b < size; b++) information[a]![b]! += weight * slope ** 2 * row[a]! * row[b]!;
    }
    return p;
  });
  return { coefficients, fitted, objective, information, score };
}

/** The accuracy at a row of regressors, kept off 0 and 1, and its slope in eta. */
export function curveAt(
  { chance, ceiling }: Pick<AccuracyData, "chance" | "ceiling">,
  row: ArrayLike<number>,
  coefficients: Float64Array,
  link: Link,
  length: number,
): readonly [p: number, slope: number] {
  const eta = coefficients.reduce((sum, c, k) => sum + c * row[k]!, 0);
  const [mu, slope] = link(eta, length);
  const p = Math.min(1 - EDGE, Math.max(EDGE, chance + (ceiling - chance) * mu));
  return [p, (ceiling - chance) * slope];
}

/** y ln(y/p) + (1 − y) ln((1 − y)/(1 − p)), with 0 ln 0 = 0. */
function divergence(y: number, p: number): number {
  return (y > 0 ? y * Math.log(y / p) : 0) + (y < 1 ? (1 - y) * Math.log((1 - y) / (1 - p)) : 0);
}
