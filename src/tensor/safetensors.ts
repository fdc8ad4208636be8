import { invalid } from "../numerics/index.js";
import { checkTensor, sizeOf, type Tensor, type TensorData, typeOf } from "./tensor.js";

/** Tensors by name with free metadata: what a `.safetensors` file holds. */
export interface NamedTensors {
  readonly tensors: Readonly<Record<string, Tensor>>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** The element types that are read and written. */
const kinds = {
  F32: Float32Array,
  F64: Float64Array,
  I32: Int32Array,
} as const;

type Kind = keyof typeof kinds;

const kindOf: Readonly<Record<string, Kind>> = { float32: "F32", float64: "F64", int32: "I32" };

/** Files longer than this in their header are refused, as the reference implementation does. */
const longestHeader = 100_000_000;

/** Where the metadata stand in the header, among the names of the tensors. */
const METADATA = "__metadata__";

/** One entry of the header. */
interface Entry {
  readonly dtype: Kind;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

/**
 * The bytes of a `.safetensors` file: the length of the header (eight bytes, little-endian), the header (JSON), the data
 * in the order of the names. Format: https://github.com/huggingface/safetensors.
 * @throws InputError for a tensor that is not one, or is named as the metadata are.
 */
export function encodeSafetensors(
  tensors: Readonly<Record<string, Tensor>>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  const header: [string, unknown][] = Object.keys(metadata).length > 0 ? [[METADATA, metadata]] : [];
  const named = Object.entries(tensors).map(([name, value]) => [name, checkTensor(value, name)] as const);
  let end = 0;
  for (const [name, value] of inOrder(named)) {
    if (name === METADATA) throw invalid("name of a tensor", name, "another, for that is where the metadata stand");
    const begin = end;
    end += value.data.byteLength;
    header.push([name, { dtype: kindOf[typeOf(value)], shape: value.shape, data_offsets: [begin, end] }]);
  }
  const text = new TextEncoder().encode(JSON.stringify(Object.fromEntries(header)));
  // The data begin at a multiple of eight, so that doubles can be read in place; the header is padded by spaces.
  const headerLength = Math.ceil(text.length / 8) * 8;
  const bytes = new Uint8Array(8 + headerLength + end).fill(0x20, 8, 8 + headerLength);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(headerLength), true);
  bytes.set(text, 8);
  let at = 8 + headerLength;
  for (const [, { data }] of inOrder(named)) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return bytes;
}

/**
 * Reads the bytes of a `.safetensors` file with tensors of float32, float64 and int32; the data are copies.
 * @throws InputError saying what is wrong with a file that is cut off, overlapping or of another type.
 */
export function decodeSafetensors(bytes: Uint8Array): NamedTensors {
  const { header, data } = splitFile(bytes);
  const tensors: Record<string, Tensor> = {};
  const ranges: [number, number][] = [];
  let metadata: Readonly<Record<string, string>> = {};
  for (const [name, value] of Object.entries(header)) {
    if (name === METADATA) {
      metadata = checkedMetadata(value);
      continue;
    }
    const { dtype, shape, data_offsets: range } = checkedEntry(name, value, data.length);
    // A name such as "__proto__" must become a name like any other.
    Object.defineProperty(tensors, name, {
      value: { data: numbers(data.slice(...range), dtype), shape },
      ...{ enumerable: true, configurable: true, writable: true },
    });
    ranges.push([...range]);
  }
  checkCover(ranges, data.length);
  return { tensors, metadata };
}

/** Larger elements first, so that every tensor begins at a multiple of its element's size; then by name. */
function inOrder(named: readonly (readonly [string, Tensor])[]): (readonly [string, Tensor])[] {
  const size = ({ data }: Tensor) => data.BYTES_PER_ELEMENT;
  return named.toSorted(([a, x], [b, y]) => size(y) - size(x) || (a < b ? -1 : 1));
}

function splitFile(bytes: Uint8Array): { header: Record<string, unknown>; data: Uint8Array } {
  if (bytes.length < 8) throw malformed(`${bytes.length} bytes`, "at least 8");
  const length = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
  if (length > BigInt(longestHeader)) throw malformed(`a header of ${length} bytes`, `at most ${longestHeader}`);
  const end = 8 + Number(length);
  if (end > bytes.length) throw malformed(`a header of ${length} bytes`, `at most the ${bytes.length - 8} of the file`);
  const { text, header } = parsed(bytes.subarray(8, end));
  if (typeof header !== "object" || header === null || Array.isArray(header)) {
    throw malformed("a header that is no record", "one entry for each tensor");
  }
  const twice = repeatedName(text);
  if (twice !== undefined) throw malformed(`${twice} twice in the header`, "each name once");
  return { header: header as Record<string, unknown>, data: bytes.subarray(end) };
}

function parsed(header: Uint8Array): { text: string; header: unknown } {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(header);
    return { text, header: JSON.parse(text) };
  } catch {
    throw malformed("a header that is not JSON", "JSON text");
  }
}

/** The first name that a record, given as JSON text, has more than once: parsing keeps the last one and says nothing. */
function repeatedName(text: string): string | undefined {
  const names = new Set<string>();
  let depth = 0;
  for (const [token, name] of text.matchAll(/("(?:[^"\\]|\\.)*")\s*:|"(?:[^"\\]|\\.)*"|[{}[\]]/g)) {
    if (token === "{" || token === "[") depth++;
    else if (token === "}" || token === "]") depth--;
    else if (depth === 1 && name !== undefined) {
      const read: string = JSON.parse(name);
      if (names.has(read)) return read;
      names.add(read);
    }
  }
  return undefined;
}

function checkedEntry(name: string, value: unknown, available: number): Entry {
  const { dtype, shape, data_offsets: range } = (value ?? {}) as Partial<Entry>;
  if (typeof dtype !== "string" || !Object.hasOwn(kinds, dtype)) {
    throw invalid(`type of ${name}`, dtype, Object.keys(kinds).join(", "));
  }
  if (!isListOfCounts(shape)) throw invalid(`shape of ${name}`, shape, "whole numbers from 0");
  if (!isListOfCounts(range) || range.length !== 2 || range[0]! > range[1]! || range[1]! > available) {
    throw invalid(`data_offsets of ${name}`, range, `a range within the ${available} bytes of data`);
  }
  const expected = sizeOf(shape) * kinds[dtype].BYTES_PER_ELEMENT;
  if (range[1]! - range[0]! !== expected) {
    throw invalid(`data_offsets of ${name}`, range, `${expected} bytes for ${dtype} ${JSON.stringify(shape)}`);
  }
  return { dtype, shape, data_offsets: [range[0]!, range[1]!] };
}

function checkedMetadata(value: unknown): Record<string, string> {
  const texts = typeof value === "object" && value !== null && Object.values(value).every((v) => typeof v === "string");
  if (!texts) throw invalid(METADATA, value, "texts by name");
  return value as Record<string, string>;
}

/** The tensors must cover the data without gap or overlap, as the format asks. */
function checkCover(ranges: readonly (readonly [number, number])[], length: number): void {
  let end = 0;
  for (const [from, to] of ranges.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) {
    if (from !== end) throw malformed(`data from byte ${from}`, `data from byte ${end}, without gap or overlap`);
    end = to;
  }
  if (end !== length) throw malformed(`${length} bytes of data`, `the ${end} that the header describes`);
}

/** Copied bytes begin a buffer of their own, hence are aligned. */
function numbers(bytes: Uint8Array<ArrayBuffer>, kind: Kind): TensorData {
  return new kinds[kind](bytes.buffer);
}

function isListOfCounts(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((count) => Number.isSafeInteger(count) && count >= 0);
}

function malformed(found: string, expected: string): Error {
  return invalid("safetensors file", found, expected);
}
