import { describe, expect, it } from "vitest";
import fc from "../../../test/properties.js";
import { InputError } from "../../numerics/errors.js";
import { decodeModel, encodeModel, type OnnxModel } from "./index.js";

const bytes = (values: ArrayBufferView) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

const example: OnnxModel = {
  irVersion: 9,
  opsets: { "": 17, "com.microsoft": 1 },
  producer: "test",
  name: "graph",
  metadata: { seed: "7", place: "Århus" },
  nodes: [
    {
      operator: "FusedMatMul",
      domain: "com.microsoft",
      inputs: ["x", ""],
      outputs: ["y"],
      attributes: {
        alpha: { float: 0.5 },
        transA: 1,
        axes: [-1, 300, 2 ** 40],
        mode: "constant",
        a: { floats: [1, -2] },
      },
    },
    {
      operator: "Constant",
      domain: "",
      inputs: [],
      outputs: ["z"],
      attributes: {
        value: { tensor: { name: "", elementType: "bool", shape: [2], bytes: Uint8Array.of(1, 0) } },
      },
    },
  ],
  initializers: [
    { name: "w", elementType: "float64", shape: [2], bytes: bytes(Float64Array.of(Math.PI, -0)) },
    { name: "s", elementType: "int64", shape: [], bytes: bytes(BigInt64Array.of(-5n)) },
    { name: "none", elementType: "float32", shape: [0, 3], bytes: new Uint8Array(0) },
  ],
  inputs: [{ name: "x", elementType: "float32", shape: [2, "batch", 3] }],
  outputs: [{ name: "y", elementType: "int32", shape: [] }],
};

describe("the ONNX codec", () => {
  it("gives back what was encoded", () => {
    expect(decodeModel(encodeModel(example))).toEqual(example);
  });

  it("reads tensors whose elements other writers keep in typed fields", () => {
    const tensor = (dataField: number[], type: number) =>
      decodeModel(
        Uint8Array.of(0x3a, dataField.length + 6, 0x2a, dataField.length + 4, 0x08, 2, 0x10, type, ...dataField),
      ).initializers[0]!.bytes;
    const floats = [...bytes(Float32Array.of(1.5, -2))];
    expect(tensor([0x22, 8, ...floats], 1)).toEqual(Uint8Array.from(floats));
    expect(tensor([0x3a, 2, 3, 4], 7)).toEqual(bytes(BigInt64Array.of(3n, 4n)));
    expect(tensor([0x28, 7, 0x28, 9], 6)).toEqual(bytes(Int32Array.of(7, 9)));
  });

  it("refuses every cut of the bytes, and noise, with a sentence", () => {
    const whole = encodeModel(example);
    for (let length = 0; length < whole.length; length++) {
      // A cut between two fields of the model itself is a shorter model; every other one must be noticed.
      try {
        decodeModel(whole.subarray(0, length));
      } catch (error) {
        expect(error).toBeInstanceOf(InputError);
      }
    }
    expect(() => decodeModel(new Uint8Array(0))).toThrow("invalid ONNX model: no graph; expected the bytes of");
    expect(() => decodeModel(whole.subarray(0, 40))).toThrow(/bytes where byte \d+ is needed/);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (noise) => {
        try {
          decodeModel(noise);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
    );
  });

  it("refuses a tensor whose bytes do not fit its shape, and integers that are not safe", () => {
    const wrong = { ...example, initializers: [{ ...example.initializers[0]!, shape: [3] }] };
    expect(() => decodeModel(encodeModel(wrong))).toThrow("tensor w of 16 bytes where its shape [3] needs 24");
    expect(() => encodeModel({ ...example, irVersion: 0.5 })).toThrow("invalid integer of an ONNX field: 0.5");
  });
});
