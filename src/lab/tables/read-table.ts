import { createHash } from "node:crypto";
import type { Table } from "../../study/table.js";
import { diskFile, readable } from "./disk-file.js";
import { tableOf } from "./table-of-file.js";

/** A table and the digest of what it holds. */
export interface TableRead {
  readonly table: Table;
  /** See {@link tableDigest}. */
  readonly digest: string;
}

/**
 * Reads a table of numbers: CSV or TSV (UTF-8, header line, quotes, LF or CRLF; a tab for `.tsv`, otherwise the
 * header tells), or Parquet, by its first bytes. Text is streamed.
 *
 * @throws InputError with one line `FILE:LINE:COLUMN: finding; expected …` for anything but two or more rows of finite
 * numbers under distinct names; for a file that is missing, no file, or not readable.
 */
export async function readTable(path: string): Promise<TableRead> {
  const table = await readable(path, "a CSV, TSV or Parquet file", () => tableOf(diskFile(path)));
  return { table, digest: tableDigest(table) };
}

/** SHA-256, in hexadecimal, of the columns' names and float64 values: of the content, whatever the file's form. */
export function tableDigest(table: Table): string {
  const hash = createHash("sha256").update(JSON.stringify([table.rows, table.columns.map((column) => column.name)]));
  for (const { values } of table.columns) hash.update(values);
  return hash.digest("hex");
}
