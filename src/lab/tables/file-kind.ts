import { open } from "node:fs/promises";
import { extname } from "node:path";
import { InputError } from "../../numerics/errors.js";
import { badTable } from "./place.js";
import { notText } from "./text-records.js";

/**
 * Whether a file is Parquet, by its first bytes or its name; lines of JSON, by its name or first character; or
 * delimited text.
 *
 * @throws InputError for an empty file, binary data of another kind, a JSON array and lines that end with CR alone; the system's errors as they are.
 */
export async function kindOf(path: string): Promise<"parquet" | "json-lines" | "delimited"> {
  const extension = extname(path).toLowerCase();
  const start = await firstBytes(path);
  if (start.length === 0) throw badTable({ path }, "the file is empty; expected a header and rows of numbers");
  if (start.subarray(0, 4).equals(Buffer.from("PAR1")) || extension === ".parquet") return "parquet";
  if (start.includes(0)) throw notText(path);
  const text = start.toString("utf8");
  if (/^\ufeff?\s*\[\s*\{/.test(text)) throw badTable({ path }, "a JSON array; expected JSONL: one object a line");
  if (/\r./.test(text) && !text.includes("\n")) {
    throw badTable({ path }, "its lines end with CR alone; expected LF or CRLF");
  }
  const isJson = [".jsonl", ".ndjson"].includes(extension) || /^\ufeff?\s*\{/.test(text);
  return isJson ? "json-lines" : "delimited";
}

/** A tab for `.tsv`; undefined where the header tells. */
export function delimiterOf(path: string): string | undefined {
  return extname(path).toLowerCase() === ".tsv" ? "\t" : undefined;
}

/**
 * Runs `read`. A path that cannot be read is the person's to mend; other failures of the system pass as they are.
 *
 * @throws InputError for a file that is missing, no file, or not readable; what `read` throws.
 */
export async function readable<T>(path: string, expected: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const finding = SYSTEM_FINDINGS[code];
    throw finding === undefined ? error : new InputError(`${path}: ${finding}; expected ${expected}`);
  }
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
