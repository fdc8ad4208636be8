import { asyncBufferFromFile, type ParquetScan, parquetScan, parquetSchema } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import type { Table } from "../../study/table.js";
import { checkWidth, columnNames } from "./column-names.js";
import { atLeastTwoRows, notANumber } from "./number-columns.js";
import { badTable } from "./place.js";

/**
 * Reads a Parquet file of numeric columns (integers, decimals and floats of any width and compression), a column of a
 * row group at a time. Integers beyond 2^53 are rounded to float64. Places in messages count rows, not lines.
 *
 * @throws InputError for a file that is not whole, and for values that are missing or no numbers, by row and column.
 */
export async function readParquet(path: string): Promise<Table> {
  const file = await asyncBufferFromFile(path);
  const scan = await undamaged(path, () => parquetScan({ file, compressors }));
  const header = parquetSchema(scan.metadata).children.map((child) => child.element.name);
  checkWidth(path, header.length);
  const columns: Table["columns"][number][] = [];
  for (const [index, name] of columnNames(path, header).entries()) {
    columns.push({ name, values: await readColumn(path, scan, header[index]!, { name, column: index + 1 }) });
  }
  return atLeastTwoRows({ name: path, columns, rows: Number(scan.metadata.num_rows) });
}

/** One column, under its name in the file; `shown` is how messages call it. */
async function readColumn(path: string, scan: ParquetScan, key: string, shown: { name: string; column: number }) {
  const values = new Float64Array(Number(scan.metadata.num_rows));
  for (const { rowStart, rowEnd } of scan.ranges) {
    const data: ArrayLike<unknown> = await undamaged(path, () => scan.readColumn({ column: key, rowStart, rowEnd }));
    for (let row = rowStart; row < rowEnd; row++) {
      const raw = data[row - rowStart];
      const value = typeof raw === "bigint" ? Number(raw) : raw;
      if (typeof value !== "number" || !Number.isFinite(value)) {
        throw notANumber({ path, line: row + 1, column: shown.column }, shown.name, raw);
      }
      values[row] = value;
    }
  }
  return values;
}

/** Whatever the decoder throws means that the file is damaged: it is given nothing else that could be wrong. */
async function undamaged<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const reason = error instanceof Error ? error.message.split("\n")[0] : String(error);
    throw badTable({ path }, `damaged, or not Parquet (${reason}); expected a whole Parquet file`);
  }
}
