import { LabError } from "../../lab/errors.js";
import { InputError } from "../../numerics/errors.js";
import type { Cell, CellProgress, Params, Row, Table } from "../../study/index.js";
import type { CallName } from "./calls.js";
import type { Findings, StudyRows } from "./findings.js";

/** What a worker may be asked, and what comes back, by kind. */
export interface Work {
  /** The units of work of a study, with all of its parameters. */
  cells: {
    task: { readonly study: string; readonly params: Params; readonly table?: Table; readonly most?: number };
    result: { readonly params: Params; readonly cells: readonly KeyedCell[] };
  };
  /** One of them. */
  cell: {
    task: { readonly study: string; readonly seed: number; readonly cell: Cell; readonly table?: Table };
    result: readonly Row[];
  };
  /** What rows show. */
  judge: {
    task: StudyRows;
    result: Findings;
  };
  /** Other work. */
  call: { task: { readonly name: CallName; readonly argument: unknown }; result: unknown };
}

/** A cell and what its rows depend on, as text; null where that is too long to be kept. */
export interface KeyedCell {
  readonly cell: Cell;
  readonly key: string | null;
}

/** A kind of work. */
export type Kind = keyof Work;
/** A task of a kind. */
export type Task<K extends Kind = Kind> = { [P in K]: Work[P]["task"] & { readonly kind: P } }[K];
/** What a task gives. */
export type Result<K extends Kind> = Work[K]["result"];

/** What a task says of itself before it is done: a cell its progress, a call its part. */
export type Progress = CellProgress & { readonly part?: string };

/** What the page says to a worker: a name for its life first, then tasks; `warm` asks it to load a study meanwhile. */
export type Request =
  | { readonly kind: "live"; readonly lock: string }
  | { readonly kind: "warm"; readonly study: string }
  | Task;

/** What a worker says: `ready` once; for each task `begun`, then `progress` any number of times, and `done` or `failed`. */
export type Reply =
  | { readonly kind: "ready"; readonly locked: boolean }
  | { readonly kind: "begun" }
  | { readonly kind: "progress"; readonly progress: Progress }
  | { readonly kind: "done"; readonly result: unknown }
  | { readonly kind: "failed"; readonly error: ErrorReport };

/** An error as it crosses threads. */
export interface ErrorReport {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
}

/** An error for the other thread. */
export function reportOf(thrown: unknown): ErrorReport {
  const { name, message, stack } = thrown instanceof Error ? thrown : new Error(String(thrown));
  return { name, message, stack };
}

/** The error of the other thread, of the same kind. */
export function errorOf({ name, message, stack }: ErrorReport): Error {
  if (name === "InputError") return new InputError(message);
  if (name === "LabError") return new LabError(message);
  const error = new Error(message);
  return Object.assign(error, { name, stack: stack ?? error.stack });
}
