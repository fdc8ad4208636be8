import { invalid } from "../../numerics/errors.js";

/** Wire types of Protocol Buffers that ONNX uses. */
export const wire = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;

const utf8 = new TextEncoder();
const strictUtf8 = new TextDecoder("utf-8", { fatal: true });

/** Writes Protocol Buffers fields into a buffer that grows. */
export class WireWriter {
  private buffer = new Uint8Array(256);
  private length = 0;

  /** The bytes written so far (a copy). */
  bytes(): Uint8Array {
    return this.buffer.slice(0, this.length);
  }

  /** A 64-bit integer field; `value` must be a safe integer. */
  integer(field: number, value: number): void {
    this.varint(field * 8 + wire.varint);
    this.varint(value);
  }

  /** A 32-bit float field. */
  float(field: number, value: number): void {
    this.varint(field * 8 + wire.fixed32);
    const four = new Uint8Array(4);
    new DataView(four.buffer).setFloat32(0, value, true);
    this.append(four);
  }

  /** A field of raw bytes: `bytes`, packed numbers, or a message already encoded. */
  raw(field: number, bytes: Uint8Array): void {
    this.varint(field * 8 + wire.bytes);
    this.varint(bytes.length);
    this.append(bytes);
  }

  text(field: number, value: string): void {
    this.raw(field, utf8.encode(value));
  }

  /** A nested message, written by `write`. */
  message(field: number, write: (inner: WireWriter) => void): void {
    const inner = new WireWriter();
    write(inner);
    this.raw(field, inner.buffer.subarray(0, inner.length));
  }

  /** Packed 64-bit integers. */
  integers(field: number, values: readonly number[]): void {
    const inner = new WireWriter();
    for (const value of values) inner.varint(value);
    this.raw(field, inner.buffer.subarray(0, inner.length));
  }

  private varint(value: number): void {
    if (!Number.isSafeInteger(value)) throw invalid("integer of an ONNX field", value, "a safe integer");
    if (value < 0) {
      this.negative(value);
      return;
    }
    let rest = value;
    while (rest >= 128) {
      this.byte((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    this.byte(rest);
  }

  /** Two's complement in 64 bits: always ten bytes. */
  private negative(value: number): void {
    let rest = BigInt.asUintN(64, BigInt(value));
    for (let i = 0; i < 9; i++) {
      this.byte(Number(rest & 127n) + 128);
      rest >>= 7n;
    }
    this.byte(Number(rest));
  }

  private byte(value: number): void {
    this.reserve(1);
    this.buffer[this.length++] = value;
  }

  private append(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.buffer.set(bytes, this.length);
    this.length += bytes.length;
  }

  private reserve(count: number): void {
    if (this.length + count <= this.buffer.length) return;
    const larger = new Uint8Array(Math.max(2 * this.buffer.length, this.length + count));
    larger.set(this.buffer.subarray(0, this.length));
    this.buffer = larger;
  }
}

/** One field as read: a number for integers and floats, else the bytes. */
export interface WireField {
  readonly number: number;
  readonly integer: number;
  readonly float: number;
  readonly bytes: Uint8Array;
}

const none = new Uint8Array(0);

/**
 * The fields of a message in order, unknown ones included.
 *
 * @throws InputError where the bytes end early or are no Protocol Buffers message.
 */
export function readFields(bytes: Uint8Array): WireField[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fields: WireField[] = [];
  let at = 0;
  while (at < bytes.length) {
    const [tag, afterTag] = readVarint(bytes, at);
    const number = Math.floor(tag / 8);
    if (number === 0) throw malformed(`field number 0 at byte ${at}`);
    const empty = { number, integer: Number.NaN, float: Number.NaN, bytes: none };
    at = afterTag;
    switch (tag % 8) {
      case wire.varint: {
        const [integer, next] = readVarint(bytes, at);
        fields.push({ ...empty, integer });
        at = next;
        break;
      }
      case wire.fixed32:
        need(bytes, at, 4);
        fields.push({ ...empty, float: view.getFloat32(at, true) });
        at += 4;
        break;
      case wire.fixed64:
        need(bytes, at, 8);
        fields.push({ ...empty, float: view.getFloat64(at, true) });
        at += 8;
        break;
      case wire.bytes: {
        const [length, start] = readVarint(bytes, at);
        need(bytes, start, length);
        fields.push({ ...empty, bytes: bytes.subarray(start, start + length) });
        at = start + length;
        break;
      }
      default:
        throw malformed(`wire type ${tag % 8} of field ${number}`);
    }
  }
  return fields;
}

/** The integers of packed bytes. */
export function readPackedIntegers(bytes: Uint8Array): number[] {
  const values: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    const [value, next] = readVarint(bytes, at);
    values.push(value);
    at = next;
  }
  return values;
}

/** Text of a field; malformed UTF-8 is refused. */
export function readText(bytes: Uint8Array): string {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    throw malformed("a name that is not UTF-8");
  }
}

/** The error for bytes that are no ONNX model. */
export function malformed(what: string): Error {
  return invalid("ONNX model", what, "the bytes of an .onnx file");
}

/** A signed 64-bit varint and the position behind it. */
function readVarint(bytes: Uint8Array, start: number): [value: number, next: number] {
  let value = 0n;
  for (let i = 0; i < 10; i++) {
    need(bytes, start + i, 1);
    const byte = bytes[start + i]!;
    value |= BigInt(byte & 127) << BigInt(7 * i);
    if (byte < 128) return [Number(BigInt.asIntN(64, value)), start + i + 1];
  }
  throw malformed(`an integer longer than ten bytes at byte ${start}`);
}

function need(bytes: Uint8Array, at: number, count: number): void {
  if (count < 0 || at + count > bytes.length) {
    throw malformed(`${bytes.length} bytes where byte ${at + Math.max(count, 0)} is needed`);
  }
}
