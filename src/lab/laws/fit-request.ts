import type { Loss } from "../../laws/fit/index.js";

/** What is asked of a fit: the options of `isinglass fit`, parsed. */
export interface FitRequest {
  readonly file: string;
  /** A law's name, or `auto`: the one that predicts held-out runs best. */
  readonly law: string;
  /** An expression, or the path of a file that holds one: a law of one's own, in place of `law`. */
  readonly form?: string;
  readonly loss: Loss;
  /** `N=params,D=tokens*1e9,L=loss`; guessed from the header where not given. */
  readonly columns?: string;
  /** A filter of rows: `kept == 1`. */
  readonly where?: string;
  /** Refits of resampled runs; 0 for asymptotic intervals. Unless told, as {@link resamplesOf} says. */
  readonly bootstrap?: number;
  /** Column of groups, which are resampled and left out together. */
  readonly by?: string;
  /** Column of weights. */
  readonly weights?: string;
  /** Whether profile-likelihood intervals are wanted. */
  readonly profile: boolean;
  readonly seed: number;
  /** `C`: the dearest runs by compute; `COLUMN>VALUE`: those. They are predicted, not fitted. */
  readonly holdout?: string;
  /** Column that says train or test. */
  readonly splitColumn?: string;
  readonly starts?: number;
  /** Leave out, with a warning, rows that lack a value, where the table would be refused. */
  readonly skipMissing: boolean;
}

/** How a fit goes on. */
export interface FitEvents {
  /** Called as a part of the work goes on: `refits`, `profiles`. */
  readonly progress?: (part: FitPart, done: number, all: number) => void;
  /** Processor time so far, by which the search is timed; time on the clock where there is no other. */
  readonly seconds?: () => number;
}

/** A part of a fit that takes time. */
export type FitPart = "laws" | "refits" | "runs left out" | "profiles";
