import type { Table } from "../../study/table.js";
import { badTable, type Place } from "./place.js";

/** Columns of numbers that grow row by row, whatever the file's length. */
export class NumberColumns {
  #columns: Float64Array[];
  #capacity = 64;
  #rows = 0;

  constructor(
    readonly path: string,
    readonly names: readonly string[],
  ) {
    this.#columns = names.map(() => new Float64Array(this.#capacity));
  }

  /** Adds the fields of one record, in the order of the names. @throws InputError naming the line and the column. */
  addRow(fields: readonly string[], line: number): void {
    if (fields.length !== this.names.length) {
      throw badTable({ path: this.path, line }, `${count(fields.length, "field")}; expected ${this.names.length}`);
    }
    if (this.#rows === this.#capacity) this.#grow();
    for (let column = 0; column < fields.length; column++) {
      this.#columns[column]![this.#rows] = this.#number(fields[column]!, line, column);
    }
    this.#rows++;
  }

  /** The table read. @throws InputError unless it has two rows or more. */
  finish(): Table {
    const columns = this.names.map((name, j) => ({ name, values: this.#columns[j]!.slice(0, this.#rows) }));
    return atLeastTwoRows({ name: this.path, columns, rows: this.#rows });
  }

  #number(field: string, line: number, column: number): number {
    const value = Number(field);
    // Number() also takes hexadecimal, octal and binary, which in a table are names, and reads blanks as zero.
    if (Number.isFinite(value) && (value !== 0 || field.trim() !== "") && !/^\s*[+-]?0[xob]/i.test(field)) return value;
    throw notANumber({ path: this.path, line, column: column + 1 }, this.names[column]!, field);
  }

  #grow(): void {
    this.#capacity *= 2;
    this.#columns = this.#columns.map((old) => {
      const grown = new Float64Array(this.#capacity);
      grown.set(old);
      return grown;
    });
  }
}

/** Passes a table on. @throws InputError unless it has two rows or more, which every use of a table needs. */
export function atLeastTwoRows(table: Table): Table {
  if (table.rows < 2) throw badTable({ path: table.name }, `${count(table.rows, "row")}; expected at least 2 rows`);
  return table;
}

/** What is wrong with a value that is no finite number: missing, infinite, or something else. */
export function notANumber(place: Place, name: string, value: unknown) {
  if (value === null || value === undefined || (typeof value === "string" && value.trim() === "")) {
    return badTable(place, `${name} is missing; expected a number (remove the row or the column, or fill it in)`);
  }
  const finding = Math.abs(Number(value)) === Number.POSITIVE_INFINITY ? "not finite" : "not a number";
  const shown = typeof value === "number" ? String(value) : JSON.stringify(shorten(String(value)));
  return badTable(place, `${name} is ${finding}: ${shown}; expected a number (remove the column, or encode it)`);
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}
