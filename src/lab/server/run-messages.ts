import type { Params } from "../../study/index.js";
import type { LiveCell, RunOutcome } from "./protocol.js";

/** What a run's process is to do. */
export interface RunJob {
  readonly study: string;
  /** All parameters, as `resolveParameters` gives them. */
  readonly params: Params;
  readonly seed: number;
  readonly out: string;
  readonly workers: number;
}

/** What the server says to a run's process. */
export type ToRun = { readonly kind: "run"; readonly job: RunJob } | { readonly kind: "stop" };

/** What a run's process says to the server; `end` last. */
export type FromRun =
  | { readonly kind: "progress"; readonly recorded: number; readonly cells: number }
  | { readonly kind: "live"; readonly cells: readonly LiveCell[] }
  | { readonly kind: "notice"; readonly text: string }
  | { readonly kind: "end"; readonly outcome: RunOutcome; readonly message: string | null };
