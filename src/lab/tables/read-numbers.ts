import { numbersOfRuns } from "./numbers-of-runs.js";
import { type TableRead, tableDigest } from "./read-table.js";
import { readRuns } from "./runs.js";

/**
 * Reads a table as `readTable` does, and lines of JSON, but leaves out the columns in which nothing is a number: the names
 * of runs, notes.
 *
 * @throws InputError as `numbersOfRuns` does; for what is no table.
 */
export async function readNumbers(path: string): Promise<TableRead> {
  const table = numbersOfRuns(await readRuns(path));
  return { table, digest: tableDigest(table) };
}
