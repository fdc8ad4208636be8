import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { asyncBufferFromFile } from "hyparquet";
import { InputError } from "../../numerics/errors.js";
import type { Content, TableFile } from "./table-file.js";

/** Bytes that are read at once. */
const CHUNK = 1 << 20;

/** A file on disk. Its methods throw the system's errors as they are; see {@link readable}. */
export function diskFile(path: string): TableFile {
  return {
    path,
    firstBytes: (count) => firstBytes(path, count),
    chunks: () => createReadStream(path, { highWaterMark: CHUNK }),
    parts: () => asyncBufferFromFile(path),
    digest,
  };
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

function digest(content: Content): string {
  const hash = createHash("sha256");
  content((part) => hash.update(part));
  return hash.digest("hex");
}

async function firstBytes(path: string, count: number): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(count), 0, count, 0);
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
