import type { z } from "zod";
import type { LinearAlgebra } from "../numerics/linear-algebra/provider.js";
import type { Stream } from "../numerics/random/stream.js";
import type { Estimate } from "../numerics/statistics/estimate.js";
import type { Claim, Verdict } from "./claim.js";
import type { Figure } from "./figure.js";
import type { Reference } from "./reference.js";
import type { DataSource, Table } from "./table.js";
import type { UserModuleKind, UserModuleSlot, UserModules } from "./user-module.js";

export type { Estimate } from "../numerics/statistics/estimate.js";

/** An independent, serialisable unit of work. `id` is unique in a run and addresses the cell's random stream. */
export interface Cell {
  readonly id: string;
}

/** One flat record of results. Numbers are finite; null means “no value” (a solver that did not converge, say). */
export type Row = Readonly<Record<string, number | string | boolean | null>>;

/** How far a long cell is, for a person who waits. */
export interface CellProgress {
  /** Steps done, of all. */
  readonly done: number;
  readonly of: number;
  /** What is watched, by name: `{ loss: 0.31 }`. */
  readonly values?: Readonly<Record<string, number>>;
}

/** Where a long computation of a cell keeps its state, so that a run that was killed goes on inside the cell. */
export interface CellCheckpoints {
  /** Keeps a state whole: a kill at any moment leaves this one or the one before. */
  save(bytes: Uint8Array, step: number): Promise<void>;
  /** The newest state, or undefined where there is none. */
  latest(): Promise<{ readonly step: number; readonly bytes: Uint8Array } | undefined>;
}

/** What a cell runs with, beside its own content. */
export interface CellContext {
  /** The cell's own stream: a child of the seed by study and cell id. */
  readonly stream: Stream;
  readonly algebra: LinearAlgebra;
  /** Aborted when the person interrupts; long loops throw `signal.reason` through `signal.throwIfAborted()`. */
  readonly signal: AbortSignal;
  /** The table given by `--data` (or the study's default one), for a study that declares `data`. */
  readonly table?: Table;
  /** What a person brought as files of their own, for a study that declares `modules`. */
  readonly modules?: UserModules;
  /** Tells a person who waits how far the cell is; what it tells changes no row. */
  readonly progress?: (state: CellProgress) => void;
  /** A store by name for each long computation of the cell; all are cleared once its rows are recorded. */
  readonly checkpoints?: (name: string) => CellCheckpoints;
}

/** Validated parameters by name. */
export type Params = Readonly<Record<string, unknown>>;

/** How long a preset took where it was last measured, and where that was. */
export interface Preset<P> {
  readonly params: Partial<P>;
  /** Seconds on two cores; shown by `isinglass studies`. */
  readonly seconds: number;
  /** What the seconds are reckoned from, where nobody has measured the whole: `20 measured steps of each class`. */
  readonly estimatedFrom?: string;
}

/** A study: what it claims, what it computes, how it judges and what it draws. Everything in it is pure. */
export interface Study<P extends Params = Params, C extends Cell = Cell, R extends Row = Row> {
  /** `room/name`, equal to the folder below `studies/`. */
  readonly id: string;
  /** Raised whenever the numbers change for the same parameters and seed. */
  readonly version: number;
  readonly title: string;
  /** Document and place, as in `S2 §5.3, fig. 12b`. */
  readonly source: string;
  readonly references: readonly Reference[];
  readonly claims: readonly Claim[];
  /** Each field is described (`.describe`) and has a default, which is the value of the quick preset unless it says else. */
  readonly params: z.ZodType<P>;
  readonly presets: { readonly quick: Preset<P>; readonly paper: Preset<P> };
  /** The table that the study reads, for studies on real input. */
  readonly data?: DataSource;
  /** The files of a person's own that the study takes: `--task FILE`, `--model FILE`. */
  readonly modules?: Readonly<Partial<Record<UserModuleKind, UserModuleSlot>>>;
  /** The units of work, in a fixed order. @throws InputError for parameters that do not go together. */
  cells(params: P, table?: Table, modules?: UserModules): C[];
  /** Same cell, stream and provider: same rows, on any worker, in any order. */
  run(cell: C, context: CellContext): R[] | Promise<R[]>;
  /** Named results with errors. */
  metrics(rows: readonly R[], params: P): Record<string, Estimate>;
  /** One verdict for each claim. */
  judge(rows: readonly R[], params: P): Verdict[];
  /** What a person would rather look at than read. */
  figures(rows: readonly R[], params: P): Figure[];
}

/** A study of any parameters, cells and rows, as the lab handles it. */
// biome-ignore lint/suspicious/noExplicitAny: the lab passes a study's own cells and rows back to it and never looks inside
export type AnyStudy = Study<any, any, any>;

/** Declares a study; the identity function with the types filled in. */
export function defineStudy<P extends Params, C extends Cell, R extends Row>(study: Study<P, C, R>): Study<P, C, R> {
  return study;
}
