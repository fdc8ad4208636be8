import type { Table } from "../../study/table.js";
import { atLeastTwoRows } from "./number-columns.js";
import { notANumber } from "./number-field.js";
import { type TableRead, tableDigest } from "./read-table.js";
import type { RunColumn, RunTable } from "./run-columns.js";
import { readRuns } from "./runs.js";

/**
 * Reads a table as `readTable` does, and lines of JSON, but leaves out the columns in which nothing is a number: the names
 * of runs, notes.
 *
 * @throws InputError `FILE:LINE:COLUMN: finding; expected …` for a column with some numbers and something else; for fewer
 * than two rows; for what is no table.
 */
export async function readNumbers(path: string): Promise<TableRead> {
  const runs = await readRuns(path);
  const columns = runs.columns.flatMap((column, index) =>
    column.kind === "number" ? [whole(runs, column, index)] : [],
  );
  const table = atLeastTwoRows({ name: path, rows: runs.rows, columns });
  return { table, digest: tableDigest(table) };
}

function whole(runs: RunTable, { name, numbers, texts }: RunColumn, index: number): Table["columns"][number] {
  const row = numbers.findIndex(Number.isNaN);
  if (row < 0) return { name, values: numbers };
  throw notANumber({ path: runs.path, line: runs.lineOf(row), column: index + 1 }, name, texts?.[row]);
}
