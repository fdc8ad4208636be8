import { type Estimate, estimate } from "../../../numerics/statistics/index.js";

/** The steps whose losses say how a run stands now: its last tenth, and of it at least 20 and at most 200. */
export function recentSteps(step: number): number {
  return Math.min(step, 200, Math.max(20, Math.round(step / 10)));
}

/**
 * The mean of the recent losses, with its standard error over steps: each step has fresh prompts of its own. That the
 * weights move between them is left out.
 */
export function recentLoss(losses: readonly number[]): Estimate {
  return estimate(Float64Array.from(losses.slice(losses.length - recentSteps(losses.length))));
}

/** At each step the mean of the losses that are recent then. */
export function runningMean(losses: readonly number[]): number[] {
  const sums = new Float64Array(losses.length + 1);
  for (const [i, loss] of losses.entries()) sums[i + 1] = sums[i]! + loss;
  return losses.map((_, i) => (sums[i + 1]! - sums[i + 1 - recentSteps(i + 1)]!) / recentSteps(i + 1));
}
