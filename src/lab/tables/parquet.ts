import { parquetScan, parquetSchema } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import type { Table } from "../../study/table.js";
import { checkWidth, columnNames } from "./column-names.js";
import { atLeastTwoRows } from "./number-columns.js";
import { notANumber } from "./number-field.js";
import { badTable } from "./place.js";
import type { TableFile } from "./table-file.js";

/** A Parquet file that is open for reading. */
export interface ParquetFile {
  readonly header: readonly string[];
  readonly rows: number;
  /** Calls `onValues` with a column's values, a row group at a time, and with the row of the first. */
  eachGroup(column: number, onValues: (values: ArrayLike<unknown>, rowStart: number) => void): Promise<void>;
}

/** Opens a Parquet file of any types and compression. @throws InputError for a file that is not whole. */
export async function openParquet(file: TableFile): Promise<ParquetFile> {
  const { path } = file;
  const parts = await file.parts();
  const scan = await undamaged(path, () => parquetScan({ file: parts, compressors }));
  const header = parquetSchema(scan.metadata).children.map((child) => child.element.name);
  checkWidth(path, header.length);
  const rows = scan.ranges.reduce((sum, { rowStart, rowEnd }) => sum + rowEnd - rowStart, 0);
  if (BigInt(rows) !== scan.metadata.num_rows) {
    throw badTable({ path }, `damaged: ${rows} rows in its row groups; expected ${scan.metadata.num_rows}`);
  }
  const eachGroup: ParquetFile["eachGroup"] = async (column, onValues) => {
    for (const { rowStart, rowEnd } of scan.ranges) {
      const values = await undamaged(path, () => scan.readColumn({ column: header[column]!, rowStart, rowEnd }));
      // A row group may hold fewer values than it says.
      const whole = values.length === rowEnd - rowStart;
      onValues(whole ? values : Array.from({ length: rowEnd - rowStart }, (_, i) => values[i]), rowStart);
    }
  };
  return { header, rows, eachGroup };
}

/** Room for a column. A damaged file may claim more rows than there is memory for. @throws InputError */
export function roomFor(path: string, rows: number): Promise<Float64Array> {
  return undamaged(path, async () => new Float64Array(rows));
}

/**
 * Reads a Parquet file of numeric columns (integers, decimals and floats of any width), a column of a row group at a
 * time. Integers beyond 2^53 are rounded to float64. Places in messages count rows, not lines.
 *
 * @throws InputError for a file that is not whole, and for values that are missing or no numbers, by row and column.
 */
export async function readParquet(file: TableFile): Promise<Table> {
  const { path } = file;
  const { header, rows, eachGroup } = await openParquet(file);
  const columns: Table["columns"][number][] = [];
  for (const [index, name] of columnNames(path, header).entries()) {
    const values = await roomFor(path, rows);
    await eachGroup(index, (group, rowStart) => {
      copyNumbers(group, values.subarray(rowStart, rowStart + group.length), (row, value) =>
        notANumber({ path, line: rowStart + row + 1, column: index + 1 }, name, value),
      );
    });
    columns.push({ name, values });
  }
  return atLeastTwoRows({ name: path, columns, rows });
}

/** Copies values as float64; throws what `refusal` makes of the first that is no finite number. */
function copyNumbers(
  from: ArrayLike<unknown>,
  to: Float64Array,
  refusal: (row: number, value: unknown) => Error,
): void {
  for (let row = 0; row < to.length; row++) {
    const raw = from[row];
    const value = typeof raw === "bigint" ? Number(raw) : raw;
    if (typeof value !== "number" || !Number.isFinite(value)) throw refusal(row, raw);
    to[row] = value;
  }
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
