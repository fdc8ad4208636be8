import { invalid } from "../../numerics/errors.js";
import { regularizedGammaP } from "../../numerics/special/index.js";
import { hurwitzZeta } from "./zeta.js";

/**
 * Skills, quanta, used with frequencies p_k = k^−(alpha + 1)/ζ(alpha + 1), k = 1, 2, …: what is not learnt costs `unlearnt`
 * nats each time it is needed, what is learnt `learnt`. Michaud et al. (2023, arXiv 2303.13506), §2.
 */
export interface QuantaModel {
  /** Exponent of the loss in the number of quanta. */
  readonly alpha: number;
  /** Nats; 0 unless told. */
  readonly learnt?: number;
  /** Nats; 1 unless told. */
  readonly unlearnt?: number;
}

/** The frequency of quantum k ≥ 1. */
export function quantumFrequency({ alpha }: QuantaModel, k: number): number {
  return k ** -(checked(alpha) + 1) / hurwitzZeta(alpha + 1, 1);
}

/** The frequencies of the `count` most used quanta, falling. */
export function quantumFrequencies({ alpha }: QuantaModel, count: number): Float64Array {
  checkCount(count);
  const norm = hurwitzZeta(checked(alpha) + 1, 1);
  return Float64Array.from({ length: count }, (_, k) => (k + 1) ** -(alpha + 1) / norm);
}

/**
 * The loss when the n most used quanta are learnt, exactly: learnt + (unlearnt − learnt) ζ(alpha + 1, n + 1)/ζ(alpha + 1).
 * For large n the excess is n^−alpha/(alpha ζ(alpha + 1)). Michaud et al. (2023), equation 2.
 */
export function quantaLoss({ alpha, learnt = 0, unlearnt = 1 }: QuantaModel, n: number): number {
  checkCount(n);
  return learnt + ((unlearnt - learnt) * hurwitzZeta(checked(alpha) + 1, n + 1)) / hurwitzZeta(alpha + 1, 1);
}

/** −d ln(excess loss)/d ln n at n quanta: below alpha for small n (by about alpha/2n), and alpha in the limit. */
export function quantaLocalExponent({ alpha }: QuantaModel, n: number): number {
  checkCount(n);
  const s = checked(alpha) + 1;
  return (n * s * hurwitzZeta(s + 1, n + 1)) / hurwitzZeta(s, n + 1);
}

/** Exponents of the loss that the model predicts. Michaud et al. (2023), §2. */
export function quantaExponents(alpha: number): {
  /** In parameters, each quantum taking as many: alpha. */
  readonly parameters: number;
  /** In tokens seen once, or steps: alpha/(alpha + 1). */
  readonly data: number;
} {
  return { parameters: checked(alpha), data: alpha / (alpha + 1) };
}

/**
 * The expected loss after D examples when quantum k is learnt once `threshold` examples have needed it: with
 * Poisson counts, Σ_k p_k (learnt + (unlearnt − learnt) P(fewer than threshold)). The tail, where counts are too rare to
 * reach the threshold, is summed as a whole.
 */
export function quantaDataLoss(model: QuantaModel, examples: number, threshold: number): number {
  const { alpha, learnt = 0, unlearnt = 1 } = model;
  if (!(examples >= 0)) throw invalid("examples", examples, "a number from 0 up");
  if (!(Number.isInteger(threshold) && threshold >= 1)) throw invalid("threshold", threshold, "an integer from 1 up");
  const s = checked(alpha) + 1;
  const norm = hurwitzZeta(s, 1);
  const excess = (k: number) => {
    const p = k ** -s / norm;
    return p * (1 - regularizedGammaP(threshold, examples * p));
  };
  // Where the mean count is below 10⁻¹⁰ of the threshold nothing is learnt, to a relative 10⁻¹⁰.
  const last = Math.ceil(((1e10 * Math.max(1, examples)) / (threshold * norm)) ** (1 / s));
  const sum = sumSparsely(excess, last) + hurwitzZeta(s, last + 1) / norm;
  return learnt + (unlearnt - learnt) * sum;
}

/** Σ_{k=1}^{n} f(k) of a smooth f: term by term at first, then as the integral that Euler and Maclaurin give. */
function sumSparsely(f: (k: number) => number, n: number): number {
  const direct = Math.min(n, 2000);
  let sum = 0;
  for (let k = 1; k <= direct; k++) sum += f(k);
  if (direct === n) return sum;
  // Σ f(k) over cells of width one is ∫ f less [f′]/24 at the two ends, and smaller terms.
  sum += (f(direct + 1) - f(direct) - f(n + 1) + f(n)) / 24;
  for (let a = direct + 0.5; a < n + 0.5; ) {
    const b = Math.min(n + 0.5, a * 1.01);
    sum += ((b - a) / 6) * (f(a) + 4 * f((a + b) / 2) + f(b));
    a = b;
  }
  return sum;
}

function checked(alpha: number): number {
  if (!(alpha > 0 && alpha < Number.POSITIVE_INFINITY)) throw invalid("alpha", alpha, "a positive number");
  return alpha;
}

function checkCount(n: number): void {
  if (!(n >= 0 && n < Number.POSITIVE_INFINITY)) throw invalid("number of quanta", n, "a number from 0 up");
}
