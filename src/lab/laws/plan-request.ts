/** An accelerator to rent. */
export interface Rent {
  /** A name of the planner's list, or the start of one: `h100`. */
  readonly gpu: string;
  /** Part of the peak that training reaches. */
  readonly utilisation: number;
  /** Money for an hour of one; null where only time is wanted. */
  readonly pricePerHour: number;
}

/** What is asked of a plan: the options of `isinglass plan`, parsed. */
export interface PlanRequest {
  /** Training FLOP, or the money that buys them. */
  readonly budget: { readonly compute: number } | { readonly money: number };
  readonly rent?: Rent;
  readonly maxTokens?: number;
  /** The largest model; of one with experts, all of its parameters. */
  readonly maxParameters?: number;
  /** Numbers of experts to choose from; unless told, powers of two among those of the runs. */
  readonly experts?: readonly number[];
  /** Part of a model's active parameters that is outside its experts, 0 … 1. */
  readonly shared?: number;
  /** Bits of training to choose from; `best`: any number. The budget is then in 16-bit FLOP. */
  readonly precision?: readonly number[] | "best";
  /** Tokens that the model will serve. */
  readonly inferenceTokens?: number;
  /** Tokens that differ; more are repeats. */
  readonly uniqueTokens?: number;
  /** What one thought of: N, D, or both. */
  readonly choice?: { readonly N?: number; readonly D?: number };
  /** Whether to say which run would teach most. */
  readonly nextRun: boolean;
  /** Values of the law's variables beside N and D. */
  readonly at: Readonly<Record<string, number>>;
}
