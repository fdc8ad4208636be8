import { describe, expect, it } from "vitest";
import { referenceSinusoid } from "../../../../test/reference-models/blocks.js";
import { deviation } from "../../../../test/reference-models/check-gradient.js";
import { rootStream } from "../../../numerics/index.js";
import { matmul, program, swapaxes, type Value } from "../../../tensor/index.js";
import { rotaryPositions, sinusoidalPositions } from "./positions.js";

describe("positions", () => {
  it("are sines and cosines of ever slower angles", () => {
    const { data, shape } = sinusoidalPositions(9, 6);
    expect(shape).toEqual([9, 6]);
    expect(deviation(data, referenceSinusoid(9, 6).flat())).toBeLessThan(1e-14);
    expect([...data.subarray(6, 8)]).toEqual([Math.sin(1), Math.cos(1)]);
  });

  it("as rotations make products of queries and keys depend on their distance alone", async () => {
    const [length, size] = [6, 4];
    const stream = rootStream(1).child("rotary");
    const same = (name: string) => {
      const vector = stream.child(name).fillNormal(new Float64Array(size));
      return { data: Float64Array.from({ length: length * size }, (_, i) => vector[i % size]!), shape: [length, size] };
    };
    const products = (query: Value, key: Value) => {
      const rotate = rotaryPositions(length, size);
      return matmul(rotate(query), swapaxes(rotate(key), 0, 1));
    };
    const { data } = await program(products, { dtype: "float64" }).run(same("query"), same("key"));
    const at = (i: number, j: number) => data[i * length + j]!;
    for (let i = 0; i + 2 < length; i++) {
      expect(at(i + 2, i)).toBeCloseTo(at(2, 0), 12);
      expect(at(i, i + 2)).toBeCloseTo(at(0, 2), 12);
    }
    expect(Math.abs(at(2, 0) - at(0, 2))).toBeGreaterThan(0.01);
  });
});
