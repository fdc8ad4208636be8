import type { Table } from "../../study/table.js";
import { atLeastTwoRows } from "./number-columns.js";
import { notANumber } from "./number-field.js";
import type { RunColumn, RunTable } from "./run-columns.js";

/**
 * The columns of numbers of a table of runs: those in which nothing is a number, names and notes, are left out.
 *
 * @throws InputError `FILE:LINE:COLUMN: finding; expected …` for a column with some numbers and something else; for fewer
 * than two rows.
 */
export function numbersOfRuns(runs: RunTable): Table {
  const columns = runs.columns.flatMap((column, index) =>
    column.kind === "number" ? [whole(runs, column, index)] : [],
  );
  return atLeastTwoRows({ name: runs.path, rows: runs.rows, columns });
}

function whole(runs: RunTable, { name, numbers, texts }: RunColumn, index: number): Table["columns"][number] {
  const row = numbers.findIndex(Number.isNaN);
  if (row < 0) return { name, values: numbers };
  throw notANumber({ path: runs.path, line: runs.lineOf(row), column: index + 1 }, name, texts?.[row]);
}
