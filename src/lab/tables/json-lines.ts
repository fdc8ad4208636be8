import { checkWidth } from "./column-names.js";
import { shorten } from "./number-field.js";
import { badTable } from "./place.js";
import { RunColumns, type RunTable } from "./run-columns.js";
import type { TableFile } from "./table-file.js";
import { eachRecord } from "./text-records.js";

/**
 * Reads lines of JSON, one flat object a line, as a stream. A key that a line lacks, and null, is a missing field. Text
 * stays text, also where it spells a number.
 *
 * @throws InputError naming the line, for a line that is no object, and for a value that is an object or an array.
 */
export async function readJsonLines(file: TableFile): Promise<RunTable> {
  const { path } = file;
  const table = new RunColumns(file, []);
  const columns = new Map<string, number>();
  /** The row that last had each column. */
  const lastRow: number[] = [];
  await eachRecord(file, { quotes: false }, (record, line) => {
    if (record.trim() === "") return;
    const object = parseObject(record, path, line);
    const row = table.beginRow(line);
    for (const [name, value] of Object.entries(object)) {
      const column = columns.get(name) ?? table.addColumn(name);
      columns.set(name, column);
      lastRow[column] = row;
      table.set(row, column, fieldOf(value) ?? refuse(path, line, name, value));
    }
    checkWidth(path, columns.size);
    for (let column = 0; column < lastRow.length; column++) {
      if (lastRow[column] !== row) table.set(row, column, "");
    }
  });
  return table.finish("lines");
}

function parseObject(record: string, path: string, line: number): object {
  let value: unknown;
  try {
    value = JSON.parse(record);
  } catch {
    value = undefined;
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  throw badTable({ path, line }, `not a JSON object: ${shorten(record.trim())}; expected one flat object a line`);
}

function refuse(path: string, line: number, name: string, value: unknown): never {
  const finding = `${shorten(name)} is ${shorten(JSON.stringify(value))}; expected a number, text or null`;
  throw badTable({ path, line }, finding);
}

/** A value as a field; undefined where it is none. */
function fieldOf(value: unknown): number | string | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return String(value);
  return value === null ? "" : undefined;
}
