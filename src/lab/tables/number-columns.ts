import type { Table } from "../../study/table.js";
import { columnNames } from "./column-names.js";
import type { RecordSink } from "./delimited.js";
import { notANumber, numberOf } from "./number-field.js";
import { badTable } from "./place.js";

/** Columns of numbers that grow row by row, whatever the file's length. */
export class NumberColumns implements RecordSink {
  readonly names: readonly string[];
  #columns: Float64Array[];
  #capacity = 64;
  #rows = 0;

  /** @throws InputError for names that a table cannot have. */
  constructor(
    readonly path: string,
    header: readonly string[],
  ) {
    this.names = columnNames(path, header);
    this.#columns = header.map(() => new Float64Array(this.#capacity));
  }

  /** @throws InputError for a field that is no number, naming the line and the column. */
  addRow(fields: readonly string[], line: number): void {
    if (this.#rows === this.#capacity) {
      this.#capacity *= 2;
      this.#columns = this.#columns.map((column) => grown(column, this.#capacity));
    }
    for (let column = 0; column < fields.length; column++) {
      const value = numberOf(fields[column]!);
      if (Number.isNaN(value)) {
        throw notANumber({ path: this.path, line, column: column + 1 }, this.names[column]!, fields[column]);
      }
      this.#columns[column]![this.#rows] = value;
    }
    this.#rows++;
  }

  /** The table read. @throws InputError unless it has two rows or more. */
  finish(): Table {
    const columns = this.names.map((name, j) => ({ name, values: this.#columns[j]!.slice(0, this.#rows) }));
    return atLeastTwoRows({ name: this.path, columns, rows: this.#rows });
  }
}

/** The numbers in an array of greater length. */
export function grown(column: Float64Array, length: number): Float64Array {
  const longer = new Float64Array(length);
  longer.set(column);
  return longer;
}

/** Passes a table on. @throws InputError unless it has two rows or more, which every use of a table needs. */
export function atLeastTwoRows(table: Table): Table {
  if (table.rows >= 2) return table;
  throw badTable({ path: table.name }, `${table.rows} row${table.rows === 1 ? "" : "s"}; expected at least 2 rows`);
}
