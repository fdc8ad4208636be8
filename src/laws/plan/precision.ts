import { findRoot } from "../../numerics/optimisation/index.js";
import { allocateChinchilla, type ComputePlan } from "./allocation.js";
import { type ChinchillaConstants, positive } from "./surface.js";

/** Bits over which a precision fades in, for each thing that is quantised; leave out what stays in high precision. */
export interface PrecisionScales {
  readonly weights?: number;
  readonly activations?: number;
  /** Keys and values. */
  readonly cache?: number;
}

/** The part of its parameters that a model trained in `bits` keeps: Π (1 − exp(−bits/gamma)). Kumar et al., equation 3. */
export function effectiveFraction(scales: PrecisionScales, bits: number): number {
  return gammas(scales).reduce((product, gamma) => product * -Math.expm1(-bits / gamma), 1);
}

/**
 * The precision, bits, that makes the most of compute when its price is N D bits: the root of Σ u/(e^u − 1) = 1,
 * u = bits/gamma. It depends on neither the budget nor N. Kumar et al. (2024, arXiv 2411.04330), §4.3.
 * With equal gammas, u* = 1.90381 for three, 1.25643 for two; for one alone, ever fewer bits pay.
 * @throws InputError for a gamma that is not positive; null where only one thing is quantised.
 */
export function optimalPrecision(scales: PrecisionScales): number | null {
  const list = gammas(scales);
  for (const gamma of list) positive("gamma", gamma);
  if (list.length < 2) return null;
  const excess = (bits: number) => list.reduce((sum, gamma) => sum + bits / gamma / Math.expm1(bits / gamma), -1);
  const largest = Math.max(...list);
  // At ten times the largest gamma each term is at most 10/(e¹⁰ − 1), and near zero bits it is 1.
  return findRoot(excess, 1e-6 * Math.min(...list), 10 * largest).x;
}

function gammas({ weights, activations, cache }: PrecisionScales): number[] {
  return [weights, activations, cache].filter((gamma) => gamma !== undefined);
}

/** A plan with a precision. */
export interface PrecisionPlan extends ComputePlan {
  /** Of what is quantised. */
  readonly bits: number;
}

/**
 * The best (N, D) when training in `bits`: a budget in 16-bit FLOP, of which 6 N D bits/16 are spent, and Chinchilla's
 * law in the effective parameters N × {@link effectiveFraction}. Kumar et al. (2024), §4.3. `bits` is the optimal
 * precision, or 16 where there is none, unless told.
 */
export function allocatePrecision(
  constants: ChinchillaConstants,
  scales: PrecisionScales,
  compute: number,
  bits: number = optimalPrecision(scales) ?? 16,
): PrecisionPlan {
  positive("bits", bits);
  const A = constants.A * effectiveFraction(scales, bits) ** -constants.alpha;
  const plan = allocateChinchilla({ ...constants, A }, (positive("compute", compute) * 16) / bits);
  return { ...plan, compute, bits };
}
