import type { AsyncBuffer } from "hyparquet";

/** Gives content, part by part, to `add`. */
export type Content = (add: (part: string | Float64Array) => void) => void;

/** A file that a table is read from: on disk, or one that a person gave to a page. */
export interface TableFile {
  /** As messages name it. */
  readonly path: string;
  /** At most so many bytes from its beginning. */
  firstBytes(count: number): Promise<Uint8Array>;
  /** All of it, in order. */
  chunks(): AsyncIterable<Uint8Array>;
  /** Any part of it, as the reader of Parquet asks. */
  parts(): Promise<AsyncBuffer>;
  /** SHA-256, in hexadecimal, of what was found in it. */
  digest(content: Content): string;
}
