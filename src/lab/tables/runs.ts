import { diskFile, readable } from "./disk-file.js";
import type { RunTable } from "./run-columns.js";
import { runsOf } from "./runs-of-file.js";

/**
 * Reads a table of runs: CSV or TSV (UTF-8, header line, quotes, LF or CRLF, a byte order mark), lines of JSON, or
 * Parquet. Unlike the table of a study, it may hold text and missing values: they matter where they are used.
 *
 * @throws InputError `FILE:LINE:COLUMN: finding; expected …` for what is no table; for a file that is missing, no file,
 * or not readable.
 */
export function readRuns(path: string): Promise<RunTable> {
  return readable(path, "a CSV, TSV, JSONL or Parquet file", () => runsOf(diskFile(path)));
}
