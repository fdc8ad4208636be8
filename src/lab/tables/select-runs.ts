import type { ColumnSources } from "../../laws/columns/index.js";
import type { RunData } from "../../laws/fit/types.js";
import { InputError } from "../../numerics/errors.js";
import { parseFilter } from "./filter.js";
import { repeatedRows } from "./repeated-rows.js";
import type { RunTable } from "./run-columns.js";
import { columnIndex, FieldReader } from "./run-fields.js";

/** What of a table of runs is used, and how. */
export interface RunSelection {
  /** The source of each variable and of the target (see laws/columns). */
  readonly sources: ColumnSources;
  /** The law's variables, by symbol. */
  readonly variables: readonly string[];
  /** The law's target, by symbol. */
  readonly target: string;
  /** Symbols, of variables or the target, whose values must be positive. */
  readonly positive?: readonly string[];
  /** A filter of rows: `kept == 1 and family != "moe"`. */
  readonly where?: string;
  /** Column of the runs' weights, 0 or more. */
  readonly weights?: string;
  /** Column of the runs' groups, of numbers or text. */
  readonly groups?: string;
  /** Column that says `train` or `test`. */
  readonly splitColumn?: string;
  /** Leave out, and list, rows in which a used field is missing, instead of refusing the table. */
  readonly skipMissing?: boolean;
}

/** The runs of a table, with what a person should know of the rest. */
export interface SelectedRuns {
  readonly data: RunData;
  /** The table's row of each run. */
  readonly rows: Int32Array;
  /** Names of the groups, in the order of `data.groups`. */
  readonly groupNames?: readonly string[];
  /** With a split column: 1 for a run that is for testing. */
  readonly test?: Uint8Array;
  /** How many rows the filter excludes. */
  readonly excluded: number;
  /** Rows left out for missing fields. */
  readonly leftOut: readonly { readonly line: number; readonly because: string }[];
  /** Runs that repeat an earlier run's variables and target exactly: their lines. */
  readonly duplicates: readonly (readonly [line: number, first: number])[];
}

/**
 * Takes from a table the runs that a law is fitted to. Nothing is dropped silently: a row that cannot be used is an
 * error by file, line and column, unless the filter excludes it, or a used field is missing and `skipMissing` is set.
 *
 * @throws InputError for such a row; for a field that is no number, or not positive where it must be; for unknown
 * columns, a filter that does not parse, and no row left.
 */
export function selectRuns(table: RunTable, selection: RunSelection): SelectedRuns {
  const reader = new FieldReader(table);
  const symbols = [...selection.variables, selection.target];
  const keeps = selection.where === undefined ? () => true : parseFilter(selection.where, table);
  const used = usedColumns(table, selection);
  const rows: number[] = [];
  const leftOut: SelectedRuns["leftOut"][number][] = [];
  let excluded = 0;
  for (let row = 0; row < table.rows; row++) {
    if (!keeps(row)) {
      excluded++;
      continue;
    }
    const missing = selection.skipMissing ? used.find((column) => reader.isMissing(row, column)) : undefined;
    if (missing === undefined) rows.push(row);
    else leftOut.push({ line: table.lineOf(row), because: `${table.columns[missing]!.name} is missing` });
  }
  if (rows.length === 0) throw noRuns(table, excluded, leftOut.length);
  const kept = Int32Array.from(rows);
  const columns = symbols.map((symbol) => reader.values(selection.sources, symbol, kept));
  for (const [j, symbol] of symbols.entries()) {
    if (selection.positive?.includes(symbol)) reader.requirePositive(selection.sources, symbol, columns[j]!, kept);
  }
  const lineOf = (run: number) => table.lineOf(kept[run]!);
  const groups = selection.groups === undefined ? undefined : reader.labels(selection.groups, kept);
  return {
    data: {
      variables: Object.fromEntries(selection.variables.map((symbol, j) => [symbol, columns[j]!])),
      target: columns.at(-1)!,
      ...(selection.weights !== undefined && { weights: reader.weights(selection.weights, kept) }),
      ...(groups && { groups: groups.indices }),
    },
    rows: kept,
    ...(groups && { groupNames: groups.names }),
    ...(selection.splitColumn !== undefined && { test: reader.split(selection.splitColumn, kept) }),
    excluded,
    leftOut,
    duplicates: repeatedRows(columns).map(({ row, first }) => [lineOf(row), lineOf(first)] as const),
  };
}

/** Indices of the columns that a selection reads. */
function usedColumns(table: RunTable, { sources, variables, target, ...others }: RunSelection): number[] {
  const names = new Set([others.weights, others.groups, others.splitColumn].filter((name) => name !== undefined));
  const visit = (symbol: string): void => {
    const source = sources[symbol];
    if (source?.kind === "column") names.add(source.column);
    else for (const other of Object.keys(source?.formula.powers ?? {})) visit(other);
  };
  for (const symbol of [...variables, target]) visit(symbol);
  return [...names].map((name) => columnIndex(table, name));
}

function noRuns({ path, rows }: RunTable, excluded: number, leftOut: number): InputError {
  const reasons = [
    ...(excluded > 0 ? [`the filter excludes ${excluded}`] : []),
    ...(leftOut > 0 ? [`${leftOut} lack a field`] : []),
  ];
  return new InputError(`${path}: no run is left of ${rows} (${reasons.join(", ")}); expected some`);
}
