import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { extname } from "node:path";
import { InputError } from "../../numerics/errors.js";
import type { Table } from "../../study/table.js";
import { notText, readDelimited } from "./delimited.js";
import { readParquet } from "./parquet.js";
import { badTable } from "./place.js";

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
  const table = await readByKind(path).catch((error: unknown) => {
    throw asInputError(path, error);
  });
  return { table, digest: tableDigest(table) };
}

/** SHA-256, in hexadecimal, of the columns' names and float64 values: of the content, whatever the file's form. */
export function tableDigest(table: Table): string {
  const hash = createHash("sha256").update(JSON.stringify([table.rows, table.columns.map((column) => column.name)]));
  for (const { values } of table.columns) hash.update(values);
  return hash.digest("hex");
}

async function readByKind(path: string): Promise<Table> {
  const extension = extname(path).toLowerCase();
  const start = await firstBytes(path);
  if (start.length === 0) throw badTable({ path }, "the file is empty; expected a header and rows of numbers");
  if (start.subarray(0, 4).equals(Buffer.from("PAR1")) || extension === ".parquet") return readParquet(path);
  if (start.includes(0)) throw notText(path);
  return readDelimited(path, extension === ".tsv" ? "\t" : undefined);
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

const SYSTEM_FINDINGS: Readonly<Record<string, string>> = {
  ENOENT: "no such file",
  ENOTDIR: "no such file",
  EISDIR: "is a folder",
  EACCES: "permission denied",
  EPERM: "permission denied",
};

/** A path that cannot be read is the person's to mend; other failures of the system pass as they are. */
function asInputError(path: string, error: unknown): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const finding = SYSTEM_FINDINGS[code];
  return finding === undefined ? error : new InputError(`${path}: ${finding}; expected a CSV, TSV or Parquet file`);
}
