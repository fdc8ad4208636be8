import { badTable } from "./place.js";
import type { TableFile } from "./table-file.js";
import { notText } from "./text-records.js";

/** Bytes that tell what a file is. */
const TELLING = 4096;

/**
 * Whether a file is Parquet, by its first bytes or its name; lines of JSON, by its name or first character; or
 * delimited text.
 *
 * @throws InputError for an empty file, binary data of another kind, a JSON array and lines that end with CR alone; what
 * reading the file throws.
 */
export async function kindOf(file: TableFile): Promise<"parquet" | "json-lines" | "delimited"> {
  const { path } = file;
  const extension = extensionOf(path);
  const start = await file.firstBytes(TELLING);
  if (start.length === 0) throw badTable({ path }, "the file is empty; expected a header and rows of numbers");
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(start);
  if (text.startsWith("PAR1") || extension === ".parquet") return "parquet";
  if (start.includes(0)) throw notText(path);
  if (/^\ufeff?\s*\[\s*\{/.test(text)) throw badTable({ path }, "a JSON array; expected JSONL: one object a line");
  if (/\r./.test(text) && !text.includes("\n")) {
    throw badTable({ path }, "its lines end with CR alone; expected LF or CRLF");
  }
  const isJson = [".jsonl", ".ndjson"].includes(extension) || /^\ufeff?\s*\{/.test(text);
  return isJson ? "json-lines" : "delimited";
}

/** A tab for `.tsv`; undefined where the header tells. */
export function delimiterOf(path: string): string | undefined {
  return extensionOf(path) === ".tsv" ? "\t" : undefined;
}

/** `.csv` of `runs/a.CSV`; nothing for a name without a dot, or with one at its start only. */
function extensionOf(path: string): string {
  return /[^/\\](\.[^./\\]*)$/.exec(path)?.[1]?.toLowerCase() ?? "";
}
