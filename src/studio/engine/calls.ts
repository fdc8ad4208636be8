import type { DrawnFit } from "../../lab/laws/fit-table.js";
import type { RunIdentity } from "../../lab/run-id.js";
import { findingsOf, type StudyRows } from "./findings.js";
import type { PageFit, PagePlan } from "./laws.js";
import type { StudyFile } from "./own-table.js";

/** Tells how far a call is. */
export type CallProgress = (part: string, done: number, of: number) => void;

/** The pure work that the engine does beside runs: each loads what it needs when it is first asked for. */
const calls = {
  /** The name of a run's folder, as `isinglass run` names it. */
  runId: async (identity: RunIdentity) => (await import("../../lab/run-id.js")).runId(identity),
  /** A visitor's table: its columns, and what they seem to hold. */
  readTable: async (file: File) => (await import("./laws.js")).readTable(file),
  /** A visitor's table for a study that reads one. */
  ownTable: async (asked: StudyFile) => (await import("./own-table.js")).ownTable(asked),
  /** A law fitted to a visitor's table, as `isinglass fit` does. */
  fit: async (asked: PageFit, progress: CallProgress) => (await import("./laws.js")).fit(asked, progress),
  /** The figures of the fit's report. */
  fitFigures: async (fitted: DrawnFit) => (await import("./laws.js")).figuresOf(fitted),
  /** A plan by a fitted law, as `isinglass plan` makes it. */
  plan: async (asked: PagePlan) => (await import("./laws.js")).plan(asked),
  /** The best size for a budget by a law fitted to a table. */
  bestSize: async (asked: PageFit & { compute: number }) => (await import("./laws.js")).bestSize(asked),
  /** What a study makes of rows that the local server computed. */
  findings: (asked: StudyRows) => findingsOf(asked),
} satisfies Record<string, (argument: never, progress: CallProgress) => Promise<unknown>>;

/** The calls by name. */
export type Calls = typeof calls;
/** A call's name. */
export type CallName = keyof Calls;
/** What a call takes; it is copied into the worker. */
export type CallArgument<N extends CallName> = Parameters<Calls[N]>[0];
/** What a call gives. */
export type CallResult<N extends CallName> = Awaited<ReturnType<Calls[N]>>;

/** Does a call, in the worker. */
export function perform(name: CallName, argument: unknown, progress: CallProgress): Promise<unknown> {
  const call = calls[name] as (argument: unknown, progress: CallProgress) => Promise<unknown>;
  return call(argument, progress);
}
