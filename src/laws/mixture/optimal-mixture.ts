import { type Interval95, intervalsOver } from "../plan/intervals.js";
import { type ShareBounds, shareBounds } from "./bounds.js";
import { convexTotal, equalWeights, type MixingLaw, mixingLosses } from "./exponential-law.js";
import { type SimplexMinimum, simplexMinimum } from "./simplex-minimum.js";

/** What a mixture is to minimise, and within what limits. */
export interface MixtureOptions {
  /** Weight of each validation domain in the total; equal, summing to one, unless told. */
  readonly weights?: ArrayLike<number>;
  /** Least share of each training domain; 0 unless told. */
  readonly lower?: ArrayLike<number>;
  /** Greatest share of each training domain, as of `repetitionCaps`; 1 unless told. */
  readonly upper?: ArrayLike<number>;
  /** Certified error of the loss; 1e-10 unless told. */
  readonly tolerance?: number;
}

/** The best mixture under a law. */
export interface OptimalMixture extends Omit<SimplexMinimum, "value"> {
  /** The weighted total, nats per token. */
  readonly loss: number;
  /** On each validation domain. */
  readonly losses: Float64Array;
  /** The bound at which each share is. */
  readonly bound: readonly ("lower" | "upper" | null)[];
}

/**
 * The mixture with the least total loss under the exponential law, certified: no mixture within the bounds is better by
 * more than `gap`. Where there are fewer validation than training domains, others may be as good.
 * @throws InputError where the total is not convex (some s_i k_i < 0), and for bounds that no mixture satisfies.
 */
export function optimalMixture(law: MixingLaw, options: MixtureOptions = {}): OptimalMixture {
  const weights = options.weights === undefined ? equalWeights(law) : Float64Array.from(options.weights);
  const bounds = shareBounds(law.t.columns, options.lower, options.upper);
  const minimum = simplexMinimum(convexTotal(law, weights), bounds, options.tolerance);
  return mixtureOf(minimum, mixingLosses(law, minimum.shares), bounds);
}

/** A minimum as an answer. */
export function mixtureOf(
  { value, ...minimum }: SimplexMinimum,
  losses: Float64Array,
  { lower, upper }: ShareBounds,
): OptimalMixture {
  const bound = Array.from(minimum.shares, (share, j) =>
    share === lower[j] ? ("lower" as const) : share === upper[j] ? ("upper" as const) : null,
  );
  return { ...minimum, loss: value, losses, bound };
}

/** Intervals of the best mixture over draws of the law. */
export interface MixtureIntervals {
  readonly shares: readonly Interval95[];
  readonly loss: Interval95;
  /**
   * What the mixture of `law` loses against each draw's own best: nats, with the 97.5 % quantile as `ci95[1]`. Small where
   * the shares are uncertain only because the loss is flat.
   */
  readonly regret: Interval95;
  /** Draws without an answer: not convex. */
  readonly failed: number;
}

/** 95 % percentile intervals of the best shares and loss over draws of the law (one law a resample). @throws as {@link optimalMixture}. */
export function mixtureIntervals(
  law: MixingLaw,
  draws: readonly MixingLaw[],
  options: MixtureOptions = {},
): MixtureIntervals {
  const best = optimalMixture(law, options);
  const record = ({ shares, loss }: OptimalMixture, regret: number) => ({
    ...Object.fromEntries(Array.from(shares, (share, j) => [`share${j}`, share])),
    loss,
    regret,
  });
  const { intervals, failed } = intervalsOver<MixingLaw, string>(record(best, 0), draws, (draw) => {
    const own = optimalMixture(draw, options);
    const weights = options.weights === undefined ? equalWeights(draw) : Float64Array.from(options.weights);
    const ours = mixingLosses(draw, best.shares).reduce((sum, loss, i) => sum + loss * weights[i]!, 0);
    return record(own, Math.max(0, ours - own.loss));
  });
  return {
    shares: Array.from(best.shares, (_, j) => intervals[`share${j}`]!),
    loss: intervals.loss!,
    regret: intervals.regret!,
    failed,
  };
}
