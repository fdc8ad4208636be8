import { z } from "zod";
import type { CellProgress, Row } from "../../study/index.js";
import type { RunDocument } from "../documents.js";

/** What the studio's page and the local server say to each other. `docs/studio-server.md` shows the requests. */

/** What `POST api/runs` takes: a study with a preset, the parameters that differ from it, and a seed. */
export const startSchema = z.strictObject({
  study: z.string().max(200),
  preset: z.enum(["quick", "paper"]).default("quick"),
  params: z.record(z.string(), z.unknown()).default({}),
  seed: z.int().min(0).default(1),
});
/** A run to start; the same request goes on with a run that was stopped. */
export type StartRequest = z.input<typeof startSchema>;

/** What `GET api/server` says. */
export interface ServerDocument {
  /** The version of the program. */
  readonly isinglass: string;
  /** The folder of the runs, as a person named it. */
  readonly runs: string;
  /** Worker threads of each run. */
  readonly workers: number;
  /** How many runs may be under way at once. */
  readonly limit: number;
}

/** A run on disk, or under way. */
export interface RunSummary {
  readonly id: string;
  readonly study: string;
  /** Version of the study. */
  readonly version: number;
  /** All parameters, defaults included. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly seed: number;
  /** The preset whose parameters these are. */
  readonly preset: "quick" | "paper" | null;
  /** `NAME=VALUE` for what differs from the preset, or from `quick` where it is of none. */
  readonly settings: readonly string[];
  readonly cells: number;
  /** Cells that are recorded. */
  readonly recorded: number;
  readonly state: "running" | "finished" | "unfinished";
  /** Why the last attempt of this session failed, where it did. */
  readonly failure: string | null;
  /** Wall-clock seconds over all sessions; null until it is finished. */
  readonly seconds: number | null;
  /** When it was finished, as ISO 8601; null until it is. */
  readonly finished: string | null;
  /** Null until it is finished. */
  readonly verdicts: readonly Pick<RunDocument["verdicts"][number], "claim" | "verdict">[] | null;
  /** The command that does it, again or for the first time; null where the study is no longer in the catalogue. */
  readonly command: string | null;
  /** Whether a {@link StartRequest} leads to it: not where it reads a person's own files, or is of an older study. */
  readonly startable: boolean;
}

/** What `GET api/runs` says; those under way first, then the newest. */
export interface RunsDocument {
  readonly runs: readonly RunSummary[];
}

/** What `GET api/runs/ID` says. */
export interface RunDetail {
  readonly run: RunSummary;
  /** Null until it is finished. */
  readonly result: RunDocument | null;
}

/** What `GET api/runs/ID/rows` says: the rows of the cells that are recorded, in the order of the cells. */
export interface RowsDocument {
  readonly cells: number;
  readonly recorded: number;
  readonly rows: readonly Row[];
}

/** How far one cell is. */
export interface LiveCell extends CellProgress {
  readonly cell: string;
}

/** A run under way, as the server knows it. */
export interface LiveRun {
  readonly run: string;
  readonly study: string;
  readonly recorded: number;
  readonly cells: number;
  /** The cells that told something last. */
  readonly live: readonly LiveCell[];
}

/** How a run ended. */
export type RunOutcome = "finished" | "interrupted" | "failed";

/** One message of `GET api/events`. The first is a snapshot; one comes again whenever the connection was lost. */
export type ServerEvent =
  | { readonly kind: "snapshot"; readonly runs: readonly LiveRun[] }
  | { readonly kind: "start"; readonly run: LiveRun }
  | { readonly kind: "progress"; readonly run: string; readonly recorded: number; readonly cells: number }
  | { readonly kind: "live"; readonly run: string; readonly cells: readonly LiveCell[] }
  | { readonly kind: "notice"; readonly run: string; readonly text: string }
  | { readonly kind: "end"; readonly run: string; readonly outcome: RunOutcome; readonly message: string | null };

/** What comes with every status of 400 and above. */
export interface ErrorDocument {
  readonly error: string;
}
