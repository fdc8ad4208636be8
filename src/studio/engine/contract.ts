import type { CellProgress, Estimate, Figure, Params, Row, Table, Verdict } from "../../study/index.js";
import type { CallArgument, CallName, CallResult } from "./calls.js";

/** A study to run. */
export interface RunRequest {
  readonly study: string;
  /** By name; what is left out has the quick preset's value or its default. */
  readonly params: Params;
  readonly seed: number;
  /** The visitor's own table, for a study that reads one. */
  readonly table?: Table;
  /** A run of more cells than this is refused with a {@link TooManyCells}. */
  readonly most?: number;
}

/** How far a run is. */
export interface RunState {
  /** Cells done, of all. */
  readonly done: number;
  readonly of: number;
  /** The rows of the cells that are done by now, in the order of the cells. They are gathered at each call. */
  readonly rows: () => readonly Row[];
  /** What a cell said last of itself, while it runs. */
  readonly progress?: CellProgress;
}

/** What a study found. */
export interface RunResult {
  /** All parameters, defaults included. */
  readonly params: Params;
  readonly rows: readonly Row[];
  readonly verdicts: readonly Verdict[];
  readonly metrics: Readonly<Record<string, Estimate>>;
  readonly figures: readonly Figure[];
  /** Wall-clock seconds. */
  readonly seconds: number;
  /** Cells that the rows are of. */
  readonly cells: number;
}

/** How a run is followed and ended. */
export interface RunOptions {
  /** Ends the run; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Told as cells end and speak, at most some twenty times a second. */
  readonly onState?: (state: RunState) => void;
  /** Told what the rows so far show, a few times a second, while a longer run goes on. */
  readonly onFigures?: (partial: RunResult) => void;
}

/** How a call is followed and ended. */
export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Told how far the work is, where it says so: the part, what is done of it, and all of it. */
  readonly onProgress?: (part: string, done: number, of: number) => void;
}

/** Runs studies and other pure work in workers, off the page's own thread. */
export interface Engine {
  /**
   * Runs a study: the numbers of `isinglass run` on the embedded provider. A newer run supersedes an older one.
   * Rejects with an AbortError where it is superseded, the signal's reason where that is aborted, and the errors of the
   * study (by `name`: InputError for parameters that it refuses, TooManyCells).
   */
  run(request: RunRequest, options?: RunOptions): Promise<RunResult>;
  /** Does other work in a worker; see `calls.ts`. */
  call<N extends CallName>(name: N, argument: CallArgument<N>, options?: CallOptions): Promise<CallResult<N>>;
  /** Ends all workers; what is under way rejects with an AbortError. */
  dispose(): void;
}
