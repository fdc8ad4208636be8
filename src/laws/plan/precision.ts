import { findRoot } from "../../numerics/optimisation/index.js";
import {
  type AllocatedPlan,
  type AllocationOptions,
  allocate,
  allocateChinchilla,
  type ComputePlan,
} from "./allocation.js";
import { type ChinchillaConstants, type LossSurface, positive } from "./surface.js";

/** The bits of the FLOP that a budget counts. */
const FULL_BITS = 16;

/** 6ND of training in `bits` for the price of `compute` 16-bit FLOP: an operation costs in proportion to its bits. */
export function operationsAt(bits: number, compute: number): number {
  return (compute * FULL_BITS) / positive("bits", bits);
}

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

/** A plan with a precision; its compute is in 16-bit FLOP, 6 N D bits/16. */
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
  bits: number = optimalPrecision(scales) ?? FULL_BITS,
): PrecisionPlan {
  const operations = operationsAt(bits, positive("compute", compute));
  const A = constants.A * effectiveFraction(scales, bits) ** -constants.alpha;
  return { ...allocateChinchilla({ ...constants, A }, operations), compute, bits };
}

/**
 * The best plan in each number of bits for a budget in 16-bit FLOP, best first, on any law and within limits.
 * `surfaceOf` gives the law at a number of bits.
 * @throws InputError for a budget or bits that are not positive, and as {@link allocate}
 */
export function allocateBits(
  surfaceOf: (bits: number) => LossSurface,
  compute: number,
  { choices, ...limits }: AllocationOptions & { readonly choices: readonly number[] },
): readonly (AllocatedPlan & PrecisionPlan)[] {
  positive("compute", compute);
  const plans = choices.map((bits) => {
    const plan = allocate(surfaceOf(bits), operationsAt(bits, compute), limits);
    return { ...plan, compute: (plan.compute * bits) / FULL_BITS, bits };
  });
  return plans.sort((x, y) => x.loss - y.loss);
}
