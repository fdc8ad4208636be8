/** A table of numbers: equally long columns, finite, in the order of the file. */
export interface Table {
  /** Where it came from, for messages: a path, or `package:file`. */
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly values: Float64Array }[];
  readonly rows: number;
}

/** The table that a study on real input reads. */
export interface DataSource {
  /** What the table must hold, for `--help` and the docs. */
  readonly description: string;
  /** Whether columns without any number (names of runs, notes) are left out; they are refused unless told. */
  readonly leavesOutText?: boolean;
  /** Used where the person brings none. A study without one does without a table then. */
  readonly default?: PackagedTable;
}

/** A table that an npm package ships. */
export interface PackagedTable {
  readonly package: string;
  readonly file: string;
  /** Columns to keep; all unless told. */
  readonly columns?: readonly string[];
  readonly citation: string;
}
