import { columnNames } from "./column-names.js";
import { readDelimited } from "./delimited.js";
import { delimiterOf, kindOf, readable } from "./file-kind.js";
import { readJsonLines } from "./json-lines.js";
import { openParquet, roomFor } from "./parquet.js";
import { type RunColumn, RunColumns, type RunTable, runColumn, runTable } from "./run-columns.js";

/**
 * Reads a table of runs: CSV or TSV (UTF-8, header line, quotes, LF or CRLF, a byte order mark), lines of JSON, or
 * Parquet. Unlike the table of a study, it may hold text and missing values: they matter where they are used.
 *
 * @throws InputError `FILE:LINE:COLUMN: finding; expected …` for what is no table; for a file that is missing, no file,
 * or not readable.
 */
export function readRuns(path: string): Promise<RunTable> {
  return readable(path, "a CSV, TSV, JSONL or Parquet file", async () => {
    const kind = await kindOf(path);
    if (kind === "parquet") return readParquetRuns(path);
    if (kind === "json-lines") return readJsonLines(path);
    return (await readDelimited(path, delimiterOf(path), (header) => new RunColumns(path, header))).finish("columns");
  });
}

async function readParquetRuns(path: string): Promise<RunTable> {
  const { header, rows, eachGroup } = await openParquet(path);
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
  return runTable(path, columns, (row) => row + 1);
}

/** A value of any type of Parquet as a number, or as text. */
function fieldOf(value: unknown): number | string {
  const number = typeof value === "bigint" ? Number(value) : value;
  if (typeof number === "number" && Number.isFinite(number)) return number;
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return value.toISOString();
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
