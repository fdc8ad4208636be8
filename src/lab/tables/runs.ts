import type { ColumnSources } from "../../laws/columns/index.js";
import type { RunData } from "../../laws/fit/types.js";

/** A column of a table of runs. A field that is no number has NaN in `numbers`, and its text in `texts`. */
export interface RunColumn {
  readonly name: string;
  /** `text` where no field of the column is a number. */
  readonly kind: "number" | "text";
  /** NaN where the field is missing or text. */
  readonly numbers: Float64Array;
  /** Fields that are not numbers ("" for missing), by row; absent where all fields are numbers. */
  readonly texts?: readonly (string | undefined)[];
}

/** A table of runs as it is in its file: numbers, text and missing values. */
export interface RunTable {
  readonly path: string;
  readonly columns: readonly RunColumn[];
  readonly rows: number;
  /** SHA-256 of names and fields, whatever the file's form. */
  readonly digest: string;
  /** The line of the file (row of a Parquet file), from 1. */
  lineOf(row: number): number;
}

/** Reads CSV, TSV, JSONL (one flat object a line) or Parquet. @throws InputError `FILE:LINE:COLUMN: …` */
export declare function readRuns(path: string): Promise<RunTable>;

export interface RunSelection {
  /** The source of each variable and of the target (laws/columns). */
  readonly sources: ColumnSources;
  /** The law's variables, by symbol. */
  readonly variables: readonly string[];
  /** The law's target, by symbol. */
  readonly target: string;
  /** Symbols (variables or target) that must be positive: those that enter through a logarithm or a power. */
  readonly positive?: readonly string[];
  /** `kept == 1 and family != "moe"`. */
  readonly where?: string;
  /** Column of weights of the runs; of groups (text or number). */
  readonly weights?: string;
  readonly groups?: string;
  /** Column that says train or test. */
  readonly splitColumn?: string;
  /** Leave out rows that lack a used value, and report them, instead of refusing the table. */
  readonly skipMissing?: boolean;
}

export interface SelectedRuns {
  readonly data: RunData;
  /** Table row of each run. */
  readonly rows: Int32Array;
  /** Names of the groups, in the order of `data.groups`. */
  readonly groupNames?: readonly string[];
  /** With a split column: whether each run is for testing. */
  readonly test?: Uint8Array;
  /** Rows that `where` excludes (how many) and rows left out for missing values (which lines, and why). */
  readonly excluded: number;
  readonly leftOut: readonly { readonly line: number; readonly because: string }[];
  /** Lines of runs that repeat an earlier run exactly: [line, line of the first]. */
  readonly duplicates: readonly (readonly [line: number, first: number])[];
}

/** @throws InputError naming file, line and column for a used value that is missing, no number, or not positive where it must be; for unknown columns; for a filter that does not parse; for no rows left. */
export declare function selectRuns(table: RunTable, selection: RunSelection): SelectedRuns;
