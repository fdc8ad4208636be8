import { describe, expect, it } from "vitest";
import fc from "../../test/properties.js";
import { InputError } from "../numerics/index.js";
import { decodeSafetensors, encodeSafetensors } from "./safetensors.js";
import { scalar, tensor } from "./tensor.js";

const weights = {
  "layers.0.weight": tensor(Float32Array.of(1.5, -2, 3, 4, 5, 6), [2, 3]),
  count: tensor(Int32Array.of(-7), [1]),
  loss: scalar(Math.PI),
  nothing: tensor(Float32Array.of(), [0, 4]),
};

/** A file with the given header, as text, and so many bytes of data. */
function file(header: string, dataLength = 0): Uint8Array {
  const text = new TextEncoder().encode(header);
  const bytes = new Uint8Array(8 + text.length + dataLength);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  return bytes;
}

const entry = (dtype: unknown, shape: unknown, offsets: unknown) =>
  JSON.stringify({ w: { dtype, shape, data_offsets: offsets } });

describe("safetensors", () => {
  it("come back as they were written, with their metadata", () => {
    const { tensors, metadata } = decodeSafetensors(encodeSafetensors(weights, { step: "17" }));
    expect(tensors).toEqual(weights);
    expect(metadata).toEqual({ step: "17" });
  });

  it("have the layout of the format, to the byte", () => {
    const bytes = encodeSafetensors({ b: tensor(Int32Array.of(1)), a: tensor(Float64Array.of(1)) });
    const header =
      '{"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]},"b":{"dtype":"I32","shape":[1],"data_offsets":[8,12]}}';
    expect(new DataView(bytes.buffer).getBigUint64(0, true)).toBe(BigInt(Math.ceil(header.length / 8) * 8));
    expect(new TextDecoder().decode(bytes.subarray(8, 8 + header.length))).toBe(header);
    expect([...bytes.subarray(-12)]).toEqual([0, 0, 0, 0, 0, 0, 0xf0, 0x3f, 1, 0, 0, 0]);
  });

  it("can be read from anywhere in a longer buffer", () => {
    const bytes = encodeSafetensors(weights);
    const within = new Uint8Array(bytes.length + 3);
    within.set(bytes, 3);
    expect(decodeSafetensors(within.subarray(3)).tensors).toEqual(weights);
  });

  it("may name a tensor __proto__", () => {
    const { tensors } = decodeSafetensors(file('{"__proto__":{"dtype":"I32","shape":[1],"data_offsets":[0,4]}}', 4));
    expect(Object.entries(tensors)).toEqual([["__proto__", tensor(Int32Array.of(0))]]);
    expect(decodeSafetensors(encodeSafetensors(tensors)).tensors).toEqual(tensors);
  });

  it("name no tensor as their metadata", () => {
    expect(() => encodeSafetensors({ __metadata__: scalar(1) })).toThrow("invalid name of a tensor: __metadata__");
  });

  it("have each name once, however it is written; not so within an entry or the metadata", () => {
    const one = '{"dtype":"I32","shape":[1],"data_offsets":[0,4]}';
    const twice = `{"a\\"b": ${one}, "a\\u0022b" : ${one}}`;
    expect(() => decodeSafetensors(file(twice, 4))).toThrow('a"b twice in the header; expected each name once');
    const once = `{"__metadata__":{"w":"{\\"w\\":","dtype":"w"},"w":${one}}`;
    expect(Object.keys(decodeSafetensors(file(once, 4)).tensors)).toEqual(["w"]);
  });

  it.each([
    ["empty", new Uint8Array(0), "invalid safetensors file: 0 bytes; expected at least 8"],
    ["cut off in the header", encodeSafetensors(weights).subarray(0, 50), "expected at most the 42 of the file"],
    ["cut off in the data", encodeSafetensors(weights).subarray(0, -1), "a range within the 35 bytes of data"],
    ["a huge header", new Uint8Array(16).fill(0xff), "expected at most 100000000"],
    ["no JSON", file("{"), "a header that is not JSON"],
    ["no record", file("[]"), "a header that is no record"],
    ["another type", file(entry("F16", [2], [0, 4]), 4), "invalid type of w: F16; expected F32, F64, I32"],
    ["an inherited type", file(entry("toString", [2], [0, 4]), 4), "invalid type of w: toString"],
    ["no entry", file('{"w":null}'), "invalid type of w: undefined"],
    ["a wrong shape", file(entry("F32", [-1], [0, 4]), 4), "invalid shape of w: [-1]"],
    [
      "a wrong size",
      file(entry("F32", [2], [0, 4]), 4),
      "invalid data_offsets of w: [0,4]; expected 8 bytes for F32 [2]",
    ],
    ["a gap", file(entry("F32", [1], [4, 8]), 8), "data from byte 4; expected data from byte 0"],
    [
      "bytes left over",
      file(entry("F32", [1], [0, 4]), 8),
      "8 bytes of data; expected the 4 that the header describes",
    ],
    ["numbers as metadata", file('{"__metadata__":{"step":1}}'), "invalid __metadata__"],
  ])("%s: says what is wrong", (_, bytes, message) => {
    expect(() => decodeSafetensors(bytes)).toThrow(message);
  });

  it("refuse or read any bytes, but never fail otherwise", () => {
    const whole = encodeSafetensors(weights, { by: "test" });
    const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 4 });
    fc.assert(
      fc.property(damage, fc.nat(whole.length), (changes, length) => {
        const bytes = whole.slice(0, length);
        for (const [at, byte] of changes) if (at < length) bytes[at] = byte;
        try {
          decodeSafetensors(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
      { numRuns: 2000, seed: 4 },
    );
  });
});
