import { type ColumnSource, type ColumnSources, knownColumn } from "../../laws/columns/index.js";
import { InputError } from "../../numerics/errors.js";
import { notANumber, numberOf, shorten } from "./number-field.js";
import { badTable } from "./place.js";
import type { RunTable } from "./run-columns.js";

/** The place of a column of the table, from 0. @throws InputError for a name that it lacks, with the nearest. */
export function columnIndex({ columns }: RunTable, name: string): number {
  const names = columns.map((column) => column.name);
  return names.indexOf(knownColumn(name, names));
}

/** Texts by which people mark a field as missing. */
const missingMarks: ReadonlySet<string> = new Set(["", "na", "n/a", "nan", "null", "none", "-", "—", "."]);

const remedies = {
  missing: "fill it in, exclude the row with --where, or leave out all such rows with --skip-missing",
  other: "correct it, or exclude the row with --where",
};

/** Reads the fields of a table's rows. Its methods throw InputError by file, line and column. */
export class FieldReader {
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
    const column = columnIndex(this.table, name);
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
      throw this.refuseSign(rows[run]!, columnIndex(this.table, source.column), `the logarithm of ${symbol}`);
    }
    const place = `${this.table.path}:${this.table.lineOf(rows[run]!)}`;
    throw new InputError(`${place}: ${symbol} is ${values[run]}; expected a positive number (its logarithm is taken)`);
  }

  /** Weights of the runs. */
  weights(name: string, rows: Int32Array): Float64Array {
    const column = columnIndex(this.table, name);
    const values = this.column({ kind: "column", column: name, factor: 1, ln: false, because: "" }, rows);
    const run = values.findIndex((value) => value < 0);
    if (values.every((value) => value === 0)) {
      throw new InputError(`${this.table.path}: ${name} is 0 in every row; expected some weights above 0`);
    }
    if (run < 0) return values;
    const place = this.table.placeOf(rows[run]!, column);
    throw new InputError(`${place}: ${name} is ${values[run]}; expected a weight of 0 or more`);
  }

  /** The distinct fields of a column, in order of appearance, and which each row has. */
  labels(name: string, rows: Int32Array): { readonly names: string[]; readonly indices: Int32Array } {
    const column = columnIndex(this.table, name);
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
    const column = columnIndex(this.table, name);
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
    const value = texts?.[row] ?? numbers[row];
    const isQuoted = typeof value === "string" && !Number.isNaN(numberOf(value));
    return isQuoted
      ? badTable(place, `${name} is text: ${JSON.stringify(shorten(value))}; expected a number, without quotes`)
      : notANumber(place, name, value, remedies);
  }

  private refuseSign(row: number, column: number, what: string): InputError {
    const { name, numbers } = this.table.columns[column]!;
    const finding = `${name} is ${numbers[row]}; expected a positive number (${what} is taken)`;
    return new InputError(`${this.table.placeOf(row, column)}: ${finding}`);
  }
}
