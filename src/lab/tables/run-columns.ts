import { columnNames } from "./column-names.js";
import type { RecordSink } from "./delimited.js";
import { grown } from "./number-columns.js";
import { numberOf } from "./number-field.js";
import { badTable } from "./place.js";
import type { Content, TableFile } from "./table-file.js";

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
  /** SHA-256, in hexadecimal, of the columns' names and fields: of the content, whatever the file's form. */
  readonly digest: string;
  /** The line of the file on which a row begins (in a Parquet file, its number), from 1. */
  lineOf(row: number): number;
  /** `runs.csv:17:4`, where editors and terminals find a field; in lines of JSON, without the column. */
  placeOf(row: number, column: number): string;
}

/** Columns of numbers and text that grow row by row. */
export class RunColumns implements RecordSink {
  readonly #names: string[];
  #numbers: Float64Array[];
  /** Sparse: most columns of numbers have no text. */
  readonly #texts: (string | undefined)[][];
  #lines: Float64Array = new Float64Array(64);
  #rows = 0;

  /** @throws InputError for names that a table cannot have. */
  constructor(
    readonly file: TableFile,
    header: readonly string[],
  ) {
    this.#names = columnNames(file.path, header, true);
    this.#numbers = header.map(() => new Float64Array(this.#lines.length));
    this.#texts = header.map(() => []);
  }

  addRow(fields: readonly string[], line: number): void {
    const row = this.beginRow(line);
    for (let column = 0; column < fields.length; column++) {
      const value = numberOf(fields[column]!);
      this.#numbers[column]![row] = value;
      if (Number.isNaN(value)) this.#texts[column]![row] = fields[column]!.trim();
    }
  }

  /** Adds a row without fields, and returns its number. */
  beginRow(line: number): number {
    if (this.#rows === this.#lines.length) {
      this.#lines = grown(this.#lines, 2 * this.#rows);
      this.#numbers = this.#numbers.map((column) => grown(column, 2 * this.#rows));
    }
    this.#lines[this.#rows] = line;
    return this.#rows++;
  }

  /** Adds a column that the rows before the last lack, and returns its number. */
  addColumn(name: string): number {
    this.#names.push(name);
    this.#numbers.push(new Float64Array(this.#lines.length).fill(Number.NaN));
    this.#texts.push(Array.from({ length: Math.max(0, this.#rows - 1) }, () => ""));
    return this.#names.length - 1;
  }

  /** Sets a field of a row: a number, or text that is none. */
  set(row: number, column: number, value: number | string): void {
    this.#numbers[column]![row] = typeof value === "number" ? value : Number.NaN;
    if (typeof value === "string") this.#texts[column]![row] = value;
  }

  /** The table read. @throws InputError without a row. */
  finish(placed: "columns" | "lines"): RunTable {
    const lines = this.#lines.slice(0, this.#rows);
    const columns = this.#names.map((name, j) => {
      return runColumn(name, this.#numbers[j]!.slice(0, this.#rows), this.#texts[j]!);
    });
    return runTable(this.file, columns, (row) => lines[row]!, placed);
  }
}

/** A column of fields. `texts` is sparse and may be empty. */
export function runColumn(name: string, numbers: Float64Array, texts: readonly (string | undefined)[]): RunColumn {
  const kind = numbers.every(Number.isNaN) ? "text" : "number";
  return { name, kind, numbers, ...(texts.length > 0 && { texts }) };
}

/** A table of columns. @throws InputError without a row. */
export function runTable(
  { path, digest }: Pick<TableFile, "path" | "digest">,
  columns: readonly RunColumn[],
  lineOf: RunTable["lineOf"],
  placed: "columns" | "lines" = "columns",
): RunTable {
  const rows = columns[0]?.numbers.length ?? 0;
  if (rows === 0) throw badTable({ path }, "0 rows; expected at least one run");
  const placeOf = (row: number, column: number) =>
    [path, lineOf(row), ...(placed === "columns" ? [column + 1] : [])].join(":");
  return { path, columns, rows, digest: digest(contentOf(columns, rows)), lineOf, placeOf };
}

function contentOf(columns: readonly RunColumn[], rows: number): Content {
  return (add) => {
    add(JSON.stringify([rows, columns.map(({ name }) => name)]));
    for (const { numbers, texts } of columns) {
      add(numbers);
      // Many fields at once: a call for each would take longer than reading them.
      let pending: string[] = [];
      texts?.forEach((text, row) => {
        if (text !== undefined) pending.push(`${row}:${text.length}:${text}`);
        if (pending.length === 4096) {
          add(pending.join());
          pending = [];
        }
      });
      add(pending.join());
    }
  };
}
