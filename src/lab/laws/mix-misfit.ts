import { type MixingLaw, totalLoss } from "../../laws/mixture/index.js";
import type { MixDocument } from "../law-documents.js";

/** The least share of the spread of the total loss that a law must explain. */
const LEAST_R2 = 0.5;
/** A proposal worse than a measured mixture by more residuals than luck in measuring that one gives. */
const MOST_RESIDUALS = 3;

/** Standard errors of the correlation of residuals between neighbours above which they are no noise. */
const MOST_CORRELATED = 2.5;

/** A fitted law, the mixtures it was fitted to, and what it proposes. */
export interface Proposal {
  readonly law: MixingLaw;
  /** Weight of each loss in the total. */
  readonly weights: Float64Array;
  /** One column for each domain, one number for each mixture. */
  readonly shares: readonly Float64Array[];
  /** Weighted total of each mixture. */
  readonly totals: readonly number[];
  /** Loss of the proposal by the law. */
  readonly loss: number;
  /** The best measured mixture within the bounds; null where none is. */
  readonly best: MixDocument["best"] | null;
}

/**
 * A warning where the law does not describe the mixtures that it was fitted to, so that its optimum is not theirs: it
 * explains less than half of the variance of the total (corrected for its parameters), or what it proposes is by its own
 * account worse than a mixture that was measured, by more than luck or with residuals that neighbours share.
 */
export function misfitWarnings({ law, weights, shares, totals, loss, best }: Proposal): MixDocument["warnings"] {
  const n = totals.length;
  const spare = n - (shares.length + 1);
  if (spare < 1) return [];
  const mean = totals.reduce((sum, total) => sum + total, 0) / n;
  const spread = totals.reduce((sum, total) => sum + (total - mean) ** 2, 0) / (n - 1);
  const residuals = totals.map((total, run) => {
    const own = Float64Array.from(shares, (column) => column[run]!);
    return total - totalLoss(law, own, weights);
  });
  const variance = residuals.reduce((sum, residual) => sum + residual ** 2, 0) / spare;
  const r2 = 1 - variance / spread;
  const excess = best === null ? 0 : loss - best.loss;
  const structured = neighbourCorrelation(residuals, shares) > MOST_CORRELATED / Math.sqrt(n);
  const worse = excess > (structured ? 0 : MOST_RESIDUALS * Math.sqrt(variance));
  if (spread === 0 || (r2 >= LEAST_R2 && !worse)) return [];
  const share = `the law explains ${Math.max(0, Math.round(100 * r2))} % of the variance of the measured loss`;
  const proposal = `its proposal has ${loss.toFixed(3)} by its own account`;
  const advice =
    best !== null && loss > best.loss
      ? `${proposal}, worse than the mixture measured at line ${best.line}, ${best.loss.toFixed(3)}: keep to that one`
      : `${proposal}, which is not to be relied on${best ? `: measured is ${best.loss.toFixed(3)}, at line ${best.line}` : ""}`;
  const hint = weights.length === 1 ? ". A total is a sum of exponentials: give the loss on each domain" : "";
  return [{ code: "law-misfits", message: `${share}; ${advice}${hint}` }];
}

/** Correlation of each residual with that of the nearest other mixture, which is about 0 ± 1/√n where all is noise. */
function neighbourCorrelation(residuals: readonly number[], shares: readonly Float64Array[]): number {
  const distance = (i: number, j: number) => shares.reduce((sum, column) => sum + (column[i]! - column[j]!) ** 2, 0);
  const square = residuals.reduce((sum, residual) => sum + residual ** 2, 0);
  const products = residuals.reduce((sum, residual, i) => {
    const others = [...residuals.keys()].filter((j) => j !== i);
    const nearest = others.reduce((least, j) => (distance(i, j) < distance(i, least) ? j : least));
    return sum + residual * residuals[nearest]!;
  }, 0);
  return square === 0 ? 0 : products / square;
}
