import { badTable } from "./place.js";
import type { TableFile } from "./table-file.js";

/** No honest record is longer; without a bound, a file without line ends would be read into memory whole. */
const MAX_RECORD = 1 << 24;

/**
 * Streams a file of UTF-8 text (a byte order mark, LF or CRLF) and calls `onRecord` with each record that is not blank
 * and the line on which it begins. With `quotes`, a line end within double quotes does not end a record.
 *
 * @throws InputError for bytes that are not UTF-8, a quote that is never closed, and an endless record.
 */
export async function eachRecord(
  file: TableFile,
  { quotes }: { readonly quotes: boolean },
  onRecord: (record: string, line: number) => void,
): Promise<void> {
  const { path } = file;
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let rest = "";
  let line = 1;

  /** Takes whole records from the text and keeps the rest. */
  const take = (text: string) => {
    const plain = !quotes || !text.includes('"');
    let start = 0;
    let searched = 0;
    let lines = 0;
    let quoted = false;
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", searched)) {
      if (!plain && countOf('"', text.slice(searched, end)) % 2 === 1) quoted = !quoted;
      searched = end + 1;
      lines++;
      if (quoted) continue;
      const record = text.slice(start, text.charCodeAt(end - 1) === 13 ? end - 1 : end);
      if (record.length > 0) onRecord(record, line);
      line += lines;
      lines = 0;
      start = searched;
    }
    rest = text.slice(start);
    if (rest.length > MAX_RECORD) {
      throw badTable({ path, line }, `the line is longer than ${MAX_RECORD} characters; expected a row of numbers`);
    }
  };

  for await (const bytes of file.chunks()) {
    take(rest + decode(decoder, path, bytes));
  }
  take(`${rest}${decode(decoder, path)}\n`);
  if (rest.trim() !== "") throw badTable({ path, line }, "the quote is never closed; expected a closing quote");
}

/** How often a character occurs. */
export function countOf(character: string, text: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) count++;
  return count;
}

/** The text of a chunk; without one, the end of the text. */
function decode(decoder: InstanceType<typeof TextDecoder>, path: string, bytes?: Uint8Array): string {
  try {
    return decoder.decode(bytes, { stream: bytes !== undefined });
  } catch {
    throw notText(path);
  }
}

/** What is said of a file that is no table of ours at all. */
export function notText(path: string) {
  return badTable({ path }, "not UTF-8 text; expected a CSV or TSV table in UTF-8, or a Parquet file");
}
