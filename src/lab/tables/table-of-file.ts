import type { Table } from "../../study/table.js";
import { readDelimited } from "./delimited.js";
import { delimiterOf, kindOf } from "./file-kind.js";
import { NumberColumns } from "./number-columns.js";
import { readParquet } from "./parquet.js";
import type { TableFile } from "./table-file.js";

/**
 * Reads a table of numbers from a file of any kind.
 *
 * @throws InputError `FILE:LINE:COLUMN: finding; expected …` for anything but two or more rows of finite numbers; what
 * reading the file throws.
 */
export async function tableOf(file: TableFile): Promise<Table> {
  if ((await kindOf(file)) === "parquet") return readParquet(file);
  const { path } = file;
  return (await readDelimited(file, delimiterOf(path), (header) => new NumberColumns(path, header))).finish();
}
