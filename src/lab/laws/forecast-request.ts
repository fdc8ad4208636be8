/** What is asked of a forecast: the options of `isinglass forecast`, parsed. */
export interface ForecastRequest {
  readonly file: string;
  /** Column of the metric: a share of right answers, 0 … 1; guessed from the header where not given. */
  readonly metric?: string;
  /** `L`: forecast from the loss; else from this measure of scale: N, C, D. N or C by the header where not given. */
  readonly from?: string;
  /** Where the other columns are, as in a fit: `N=params,length=tokens_of_answer`. */
  readonly columns?: string;
  /** Questions behind each value of the metric. */
  readonly trials?: number;
  /** Tokens that must all be right. */
  readonly length?: number;
  /** Metric of guessing. */
  readonly chance: number;
  /** Scales or losses to forecast the metric at. */
  readonly at: readonly number[];
  readonly where?: string;
  readonly bootstrap: number;
  readonly seed: number;
  readonly skipMissing: boolean;
}
