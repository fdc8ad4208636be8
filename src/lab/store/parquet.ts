import { parquetWriteBuffer } from "hyparquet-writer";
import type { Row } from "../../study/index.js";
import { LabError } from "../errors.js";

/** The rows of one cell. */
export interface CellRows {
  readonly cell: string;
  readonly rows: readonly Row[];
}

const TYPES = { number: "DOUBLE", boolean: "BOOLEAN", string: "STRING" } as const;
type Kind = keyof typeof TYPES;
type Value = Row[string];

/**
 * All rows as one Parquet file: column `cell`, then the rows' columns in the order in which they first appear, each of
 * float64, boolean or text, with nulls. Equal rows give equal bytes.
 *
 * @throws LabError where a column holds values of two kinds: a bug of the study
 */
export function rowsToParquet(study: string, cells: readonly CellRows[]): Uint8Array {
  const names = new Set(cells.flatMap(({ rows }) => rows.flatMap((row) => Object.keys(row))));
  const columns = [...names].map((name) => {
    const data: Value[] = cells.flatMap(({ rows }) => rows.map((row) => row[name] ?? null));
    return { name, data, type: typeOf(study, name, data), nullable: true };
  });
  const ids = cells.flatMap(({ cell, rows }) => rows.map(() => cell));
  const columnData = [{ name: "cell", data: ids, type: "STRING" as const, nullable: false }, ...columns];
  return new Uint8Array(parquetWriteBuffer({ columnData, createdBy: "isinglass" }));
}

function typeOf(study: string, column: string, values: readonly Value[]): (typeof TYPES)[Kind] {
  const kinds = new Set(values.filter((value) => value !== null).map((value) => typeof value as Kind));
  if (kinds.size > 1)
    throw new LabError(`${study}: column ${column} mixes ${[...kinds].join(" and ")} (a bug of the study)`);
  const [kind = "number"] = kinds;
  return TYPES[kind];
}
