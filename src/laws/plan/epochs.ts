import { invalid } from "../../numerics/errors.js";
import { type ComputePlan, chinchillaParameters, planAt } from "./allocation.js";
import { certifiedMinimum } from "./certified-minimum.js";
import { type ChinchillaConstants, positive } from "./surface.js";

/** Chinchilla's law where tokens repeat. Muennighoff et al. (2023, arXiv 2305.16264), equations 5 and 6. */
export interface DataConstrainedConstants extends ChinchillaConstants {
  /** R_D*: repetitions after which a token is worth 1/e of a fresh one. */
  readonly repeatTokens: number;
  /** R_N*: the same for parameters beyond what the unique tokens can use. */
  readonly repeatParameters: number;
}

/**
 * The loss of N parameters trained on D tokens of which `unique` differ:
 * E + A/N′^alpha + B/D′^beta with D′ = U + U R_D* (1 − exp(−R_D/R_D*)), R_D = D/U − 1, and N′ the same from U_N, the least
 * of N and the size for which U tokens are compute-optimal. Muennighoff et al. (2023), equations 5, 6 and appendix A.
 */
export function dataConstrainedLoss(constants: DataConstrainedConstants, N: number, D: number, unique: number): number {
  const { E, A, B, alpha, beta, repeatTokens, repeatParameters } = constants;
  const base = Math.min(N, chinchillaParameters(constants, unique));
  const effectiveN = effective(N, base, repeatParameters);
  const effectiveD = effective(D, Math.min(D, unique), repeatTokens);
  return E + A * effectiveN ** -alpha + B * effectiveD ** -beta;
}

/** base + base R* (1 − exp(−R/R*)) with R = amount/base − 1: what repetitions are worth, in fresh units. */
export function effective(amount: number, base: number, halfLife: number): number {
  return base - base * halfLife * Math.expm1(-(amount / base - 1) / halfLife);
}

/** A plan with repeated tokens. */
export interface EpochPlan extends ComputePlan {
  /** D over the unique tokens; below 1 where not all are used. */
  readonly epochs: number;
}

/**
 * The best (N, epochs) for `compute` FLOP and `unique` tokens: the least loss along 6ND = C by the certified search of
 * `certifiedMinimum`, up to 10⁴ epochs. There is no closed form, and the published grid of 500 points is coarser.
 * @throws InputError for what is not positive, or where more epochs than searched would be best.
 */
export function allocateEpochs(constants: DataConstrainedConstants, compute: number, unique: number): EpochPlan {
  positive("compute", compute);
  positive("unique tokens", unique);
  positive("R_D*", constants.repeatTokens);
  positive("R_N*", constants.repeatParameters);
  const surface = (N: number, D: number) => dataConstrainedLoss(constants, N, D, unique);
  const low = compute / 6 / (1e4 * unique);
  const high = compute / 6 / (1e-4 * unique);
  const minimum = certifiedMinimum(
    (x) => surface(Math.exp(x), compute / 6 / Math.exp(x)),
    Math.log(low),
    Math.log(high),
    1001,
  );
  if (minimum === null || minimum.end !== null) {
    throw invalid(
      "compute",
      compute,
      `a budget whose best plan lies between 1/10000 and 10000 epochs of ${unique} tokens`,
    );
  }
  const N = Math.exp(minimum.x);
  const D = compute / 6 / N;
  return { ...planAt(surface, N, D), epochs: D / unique };
}
