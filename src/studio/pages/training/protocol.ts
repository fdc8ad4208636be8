import type { Settings } from "./settings.js";

/** What the page tells its worker. `start` comes first, once. */
export type Order =
  | { readonly kind: "start"; readonly settings: Settings /** To be taken at once. */; readonly steps: number }
  | { readonly kind: "play" }
  | { readonly kind: "pause" }
  | { readonly kind: "step" };

/** A curve of errors by the number of examples before them, over the label variance. */
export interface Curve {
  readonly name: string;
  readonly errors: readonly number[];
  /** Of each error, where it is a mean over prompts. */
  readonly standardErrors?: readonly number[];
}

/** What is known of linear attention over all prompts, exactly. */
export interface LinearTheory {
  /** The best A: d × d, by rows. */
  readonly A: readonly number[];
  readonly errors: readonly number[];
  /** The loss it would have: the least there is. */
  readonly loss: number;
  /** The loss of the A that training begins with. */
  readonly firstLoss: number;
}

/** What is known before a step is taken. */
export interface Known {
  /** Prompts of the evaluation. */
  readonly prompts: number;
  /** The exact predictors, on the prompts of the evaluation. */
  readonly predictors: readonly Curve[];
  /** For linear attention. */
  readonly theory?: LinearTheory;
  /** Numbers that the model learns. */
  readonly parameters: number;
}

/** The attention of one head on the first prompt of the evaluation. */
export interface AttentionMap {
  readonly layer: number;
  readonly head: number;
  /** size × size, a row for each query. */
  readonly shares: Float64Array;
  readonly size: number;
}

/** The model as it is after so many steps. */
export interface Evaluation {
  readonly step: number;
  readonly model: Omit<Curve, "name">;
  /** On fresh tasks, where training is on a pool. */
  readonly fresh?: Omit<Curve, "name">;
  readonly maps: readonly AttentionMap[];
  /** The learnt A of linear attention, and its errors and loss over all prompts, exactly. */
  readonly linear?: { readonly A: readonly number[]; readonly errors: readonly number[]; readonly loss: number };
}

/** Whether steps are being taken. */
export type RunState = "paused" | "running" | "done";

/** What the worker tells the page. */
export type News =
  | { readonly kind: "known"; readonly known: Known }
  | { readonly kind: "losses"; readonly losses: readonly number[]; readonly from: number }
  | { readonly kind: "evaluation"; readonly evaluation: Evaluation }
  | { readonly kind: "state"; readonly state: RunState }
  | { readonly kind: "error"; readonly message: string };
