import { sha256 } from "../sha256.js";
import type { TableFile } from "./table-file.js";

/** Bytes that are read at once. */
const CHUNK = 1 << 20;

/** A file that a person gave to a page. It is read where it is, and goes nowhere. */
export function blobFile(name: string, blob: Blob): TableFile {
  const part = (start: number, end?: number) => blob.slice(start, end).arrayBuffer();
  return {
    path: name,
    firstBytes: async (count) => new Uint8Array(await part(0, count)),
    async *chunks() {
      for (let start = 0; start < blob.size; start += CHUNK) yield new Uint8Array(await part(start, start + CHUNK));
    },
    parts: async () => ({ byteLength: blob.size, slice: part }),
    digest: (content) => {
      const hash = sha256();
      content((added) => hash.update(added));
      return hash.hex();
    },
  };
}
