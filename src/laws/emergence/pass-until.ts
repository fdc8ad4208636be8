import { invalid } from "../../numerics/errors.js";

/** Draws until the r-th pass, K in all: r/K, which is too high on average. Hu et al. (2023, arXiv 2310.03262), §3. */
export function passRateBiased(passes: number, draws: number): number {
  checkCounts(passes, draws, 1);
  return passes / draws;
}

/**
 * (r − 1)/(K − 1), the unbiased estimate of the pass probability from draws until the r-th pass, r ≥ 2.
 * Haldane, Biometrika 33 (1945) 222.
 */
export function passRateUnbiased(passes: number, draws: number): number {
  checkCounts(passes, draws, 2);
  return (passes - 1) / (draws - 1);
}

/**
 * The mean of r/K, exactly, when each draw passes with probability p: for p = 0.01 and r = 2 it is 0.0193, twice too high.
 * r E[1/K] of the negative binomial distribution: by parts for p < 1/2, where that is stable, by its sum else.
 */
export function expectedBiasedPassRate(p: number, passes: number): number {
  if (!(p > 0 && p <= 1)) throw invalid("pass probability", p, "a number above 0, up to 1");
  checkCounts(passes, passes, 1);
  return passes * (p < 0.5 ? meanReciprocalByParts(p, passes) : meanReciprocalBySum(p, passes));
}

function meanReciprocalByParts(p: number, passes: number): number {
  const q = 1 - p;
  // I_r = E[1/K] for r passes; I_r = p/((r − 1) q) − (p/q) I_(r−1) by parts, which damps errors while p < q.
  let mean = (-p * Math.log(p)) / q;
  for (let r = 2; r <= passes; r++) mean = p / ((r - 1) * q) - (p / q) * mean;
  return mean;
}

function meanReciprocalBySum(p: number, passes: number): number {
  let probability = p ** passes;
  let mean = 0;
  for (let k = passes; ; k++) {
    mean += probability / k;
    const next = (probability * (1 - p) * k) / (k - passes + 1);
    if (next < probability && next / (k + 1) < 1e-18 * mean) return mean;
    probability = next;
  }
}

/**
 * The smallest accuracy that can be told from nothing: with `draws` in all and none passing, an accuracy above
 * 1 − 0.05^(1/draws) would have shown itself 95 times in 100. Below it, evaluation by fixed draws is blind, and a smooth
 * curve looks like a jump: Hu et al. (2023), §1.
 */
export function resolution(draws: number): number {
  checkCounts(1, draws, 1);
  return -Math.expm1(Math.log(0.05) / draws);
}

/** ln(−ln accuracy): a straight line in ln N for PU = exp(−c N^−alpha). Hu et al. (2023), equation 5. */
export function logMinusLog(accuracy: number): number {
  if (!(accuracy > 0 && accuracy < 1)) throw invalid("accuracy", accuracy, "a number above 0 and below 1");
  return Math.log(-Math.log(accuracy));
}

function checkCounts(passes: number, draws: number, least: number): void {
  if (!(Number.isInteger(passes) && passes >= least)) throw invalid("passes", passes, `an integer from ${least} up`);
  if (!(Number.isInteger(draws) && draws >= passes)) throw invalid("draws", draws, `an integer from ${passes} up`);
}
