import { columnNames } from "./column-names.js";
import { readDelimited } from "./delimited.js";
import { delimiterOf, kindOf } from "./file-kind.js";
import { readJsonLines } from "./json-lines.js";
import { openParquet, roomFor } from "./parquet.js";
import { type RunColumn, RunColumns, type RunTable, runColumn, runTable } from "./run-columns.js";
import type { TableFile } from "./table-file.js";

/**
 * Reads a table of runs from a file of any kind.
 *
 * @throws InputError `FILE:LINE:COLUMN: finding; expected …` for what is no table; what reading the file throws.
 */
export async function runsOf(file: TableFile): Promise<RunTable> {
  const kind = await kindOf(file);
  if (kind === "parquet") return readParquetRuns(file);
  if (kind === "json-lines") return readJsonLines(file);
  return (await readDelimited(file, delimiterOf(file.path), (header) => new RunColumns(file, header))).finish(
    "columns",
  );
}

async function readParquetRuns(file: TableFile): Promise<RunTable> {
  const { path } = file;
  const { header, rows, eachGroup } = await openParquet(file);
  const columns: RunColumn[] = [];
  for (const [index, name] of columnNames(path, header, true).entries()) {
    const numbers = await roomFor(path, rows);
    const texts: (string | undefined)[] = [];
    await eachGroup(index, (values, rowStart) => {
      for (let i = 0; i < values.length; i++) {
        const field = fieldOf(values[i]);
        numbers[rowStart + i] = typeof field === "number" ? field : Number.NaN;
        if (typeof field === "string") texts[rowStart + i] = field;
      }
    });
    columns.push(runColumn(name, numbers, texts));
  }
  return runTable(file, columns, (row) => row + 1);
}

/** A value of any type of Parquet as a number, or as text. */
function fieldOf(value: unknown): number | string {
  const number = typeof value === "bigint" ? Number(value) : value;
  if (typeof number === "number" && Number.isFinite(number)) return number;
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return value.toISOString();
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
