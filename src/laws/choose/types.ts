import type { Stream } from "../../numerics/random/stream.js";
import type { Fit, Loss, RunData, Warning } from "../fit/index.js";
import type { Form } from "../form.js";
import type { Score } from "./score.js";

/** Options of {@link chooseLaw}. */
export interface ChooseOptions {
  /** Huber with δ = 1e-3 on logarithms unless told. */
  readonly loss?: Loss;
  /** What each run cost, in any unit; `costOf` the variables unless told. The dearest are held out; null: in folds. */
  readonly cost?: Float64Array | null;
  /** Runs that every candidate is reported on, and that have no say in the choice. */
  readonly test?: RunData | null;
  /** Random starts of each fit of a roll-out, beside the seeded ones; 2 unless told. */
  readonly starts?: number;
  /** `rootStream(0)` unless told. */
  readonly stream?: Stream;
  /** Called after each candidate's roll-outs. */
  readonly onCandidate?: (done: number, all: number) => void;
}

/** A law that was tried. */
export interface Candidate {
  readonly form: Form;
  /**
   * Of the runs held out, averaged over roll-outs: the mean of |ln f − ln y| for Huber's loss and L1, the root mean
   * square of it for `ls-log`, of f − y for `ls-raw`. Infinite: failed.
   */
  readonly error: number;
  /** On the runs that the largest roll-out held out; null where it failed. */
  readonly rollOut: Score | null;
  /** To all runs of `data` (flat directions were sought for the chosen one only); null where it failed. */
  readonly fit: Fit | null;
  /** Of that fit on the test runs; null without any. */
  readonly test: Score | null;
  /** Why it could not be tried, or why a more precise one was passed over. */
  readonly note: string | null;
}

/** The outcome of {@link chooseLaw}. */
export interface Choice {
  /** The chosen one first, the others by their error; those that failed last. */
  readonly ranked: readonly Candidate[];
  readonly chosen: Candidate & { readonly fit: Fit };
  /** The errors of predictions without a theory. */
  readonly baselines: readonly { readonly name: string; readonly title: string; readonly error: number }[];
  /** On dearer runs, or, where no run is dearer than another, by cross-validation. */
  readonly basis: "roll-out" | "folds";
  readonly rollOuts: readonly { readonly fitted: number; readonly held: number }[];
  /** Of the choice; those of the fit are in `chosen.fit`. */
  readonly warnings: readonly Warning[];
}
