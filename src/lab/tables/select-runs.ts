import { type ColumnSource, type ColumnSources, knownColumn } from "../../laws/columns/index.js";
import type { RunData } from "../../laws/fit/types.js";
import { InputError } from "../../numerics/errors.js";
import { parseFilter } from "./filter.js";
import { notANumber, shorten } from "./number-field.js";
import { repeatedRows } from "./repeated-rows.js";
import type { RunTable } from "./run-columns.js";

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
  return {
    data: {
      variables: Object.fromEntries(selection.variables.map((symbol, j) => [symbol, columns[j]!])),
      target: columns.at(-1)!,
      ...(selection.weights !== undefined && { weights: reader.weights(selection.weights, kept) }),
      ...(selection.groups !== undefined && { groups: reader.labels(selection.groups, kept).indices }),
    },
    rows: kept,
    ...(selection.groups !== undefined && { groupNames: reader.labels(selection.groups, kept).names }),
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
  return [...names].map((name) => indexOf(table, name));
}

function indexOf({ columns }: RunTable, name: string): number {
  const names = columns.map((column) => column.name);
  return names.indexOf(knownColumn(name, names));
}

function noRuns({ path, rows }: RunTable, excluded: number, leftOut: number): InputError {
  const reasons = [
    ...(excluded > 0 ? [`the filter excludes ${excluded}`] : []),
    ...(leftOut > 0 ? [`${leftOut} lack a field`] : []),
  ];
  return new InputError(`${path}: no run is left of ${rows} (${reasons.join(", ")}); expected some`);
}

/** Texts by which people mark a field as missing. */
const missingMarks: ReadonlySet<string> = new Set(["", "na", "n/a", "nan", "null", "none", "-", "—", "."]);

const remedies = {
  missing: "fill it in, exclude the row with --where, or leave out all such rows with --skip-missing",
  other: "correct it, or exclude the row with --where",
};

/** Reads fields of a table's kept rows, with errors by their place. */
class FieldReader {
  constructor(private readonly table: RunTable) {}

  /** Whether a field is empty, or marked as missing. */
  isMissing(row: number, column: number): boolean {
    const { numbers, texts } = this.table.columns[column]!;
    return Number.isNaN(numbers[row]!) && missingMarks.has((texts?.[row] ?? "").trim().toLowerCase());
  }

  /** The values of a variable. */
  values(sources: ColumnSources, symbol: string, rows: Int32Array): Float64Array {
    const source = sources[symbol];
    if (source === undefined) throw new InputError(`invalid columns: none for ${symbol}; expected one`);
    if (source.kind === "column") return this.column(source, rows);
    const values = new Float64Array(rows.length).fill(source.formula.coefficient);
    for (const [other, power] of Object.entries(source.formula.powers)) {
      const factors = this.values(sources, other, rows);
      for (let i = 0; i < values.length; i++) values[i]! *= power === 1 ? factors[i]! : 1 / factors[i]!;
    }
    return values;
  }

  private column({ column: name, factor, ln }: ColumnSource & { kind: "column" }, rows: Int32Array): Float64Array {
    const column = indexOf(this.table, name);
    const { numbers } = this.table.columns[column]!;
    const values = new Float64Array(rows.length);
    for (let i = 0; i < values.length; i++) {
      const number = numbers[rows[i]!]!;
      if (Number.isNaN(number)) throw this.refuse(rows[i]!, column);
      if (ln && number <= 0) throw this.refuseSign(rows[i]!, column, "its logarithm");
      values[i] = ln ? Math.log(factor * number) : factor * number;
    }
    return values;
  }

  /** @throws InputError for a value of a variable that is not positive. */
  requirePositive(sources: ColumnSources, symbol: string, values: Float64Array, rows: Int32Array): void {
    const run = values.findIndex((value) => !(value > 0 && value < Number.POSITIVE_INFINITY));
    if (run < 0) return;
    const source = sources[symbol]!;
    if (source.kind === "column" && !source.ln) {
      throw this.refuseSign(rows[run]!, indexOf(this.table, source.column), `the logarithm of ${symbol}`);
    }
    const place = `${this.table.path}:${this.table.lineOf(rows[run]!)}`;
    throw new InputError(`${place}: ${symbol} is ${values[run]}; expected a positive number (its logarithm is taken)`);
  }

  /** Weights of the runs. */
  weights(name: string, rows: Int32Array): Float64Array {
    const column = indexOf(this.table, name);
    const values = this.column({ kind: "column", column: name, factor: 1, ln: false, because: "" }, rows);
    const run = values.findIndex((value) => value < 0);
    if (run < 0) return values;
    const place = this.table.placeOf(rows[run]!, column);
    throw new InputError(`${place}: ${name} is ${values[run]}; expected a weight of 0 or more`);
  }

  /** The distinct fields of a column, in order of appearance, and which each row has. */
  labels(name: string, rows: Int32Array): { readonly names: string[]; readonly indices: Int32Array } {
    const column = indexOf(this.table, name);
    const { numbers, texts } = this.table.columns[column]!;
    const seen = new Map<string, number>();
    const indices = rows.map((row) => {
      if (this.isMissing(row, column)) throw this.refuse(row, column);
      const label = texts?.[row] ?? String(numbers[row]);
      if (!seen.has(label)) seen.set(label, seen.size);
      return seen.get(label)!;
    });
    return { names: [...seen.keys()], indices };
  }

  /** 1 for rows that are for testing. */
  split(name: string, rows: Int32Array): Uint8Array {
    const column = indexOf(this.table, name);
    const { names, indices } = this.labels(name, rows);
    const isTest = names.map((label) => {
      if (/^(train|training|fit)$/i.test(label)) return 0;
      return /^(test|testing|valid|validation|holdout|held-out)$/i.test(label) ? 1 : undefined;
    });
    const odd = indices.findIndex((label) => isTest[label] === undefined);
    if (odd < 0) return Uint8Array.from(indices, (label) => isTest[label]!);
    const place = this.table.placeOf(rows[odd]!, column);
    const label = shorten(names[indices[odd]!]!);
    throw new InputError(`${place}: ${name} is ${JSON.stringify(label)}; expected train or test`);
  }

  private refuse(row: number, column: number): InputError {
    const { name, texts, numbers } = this.table.columns[column]!;
    const place = { path: this.table.placeOf(row, column) };
    return notANumber(place, name, texts?.[row] ?? numbers[row], remedies);
  }

  private refuseSign(row: number, column: number, what: string): InputError {
    const { name, numbers } = this.table.columns[column]!;
    const finding = `${name} is ${numbers[row]}; expected a positive number (${what} is taken)`;
    return new InputError(`${this.table.placeOf(row, column)}: ${finding}`);
  }
}
