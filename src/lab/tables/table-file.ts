import type { AsyncBuffer } from "hyparquet";

/** SHA-256 of content that comes in parts; Node's `Hash` is one. */
export interface ContentHash {
  update(part: string | Float64Array): ContentHash;
  digest(encoding: "hex"): string;
}

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
  /** A new hash for the content of the table. */
  hash(): ContentHash;
}
