import { DType, grad, nn, numpy as np } from "@jax-js/jax";
import { describe, expect, it } from "vitest";
import { type HostArray, host, runLowered, runPlain, type TracedFunction } from "../../../test/run-lowered.js";

const some = (shape: number[], dtype: HostArray["dtype"] = "float32", seed = 1) =>
  host(
    Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => Math.fround(Math.sin(seed + 1.7 * i) * 2)),
    shape,
    dtype,
  );

async function agrees(f: TracedFunction, args: HostArray[], digits = 5) {
  const [lowered, plain] = [await runLowered(f, args), await runPlain(f, args)];
  const portable = await runLowered(f, args, { portable: true });
  expect(lowered.length).toBe(plain.length);
  for (const [i, a] of lowered.entries()) {
    expect(a.shape).toEqual(plain[i]!.shape);
    expect(a.dtype).toBe(plain[i]!.dtype);
    a.values.forEach((v, k) => expect(v).toBeCloseTo(plain[i]!.values[k]!, digits));
    portable[i]!.values.forEach((v, k) => expect(v).toBeCloseTo(plain[i]!.values[k]!, digits));
  }
}

describe("smoke", () => {
  it("matmul", () => agrees((x, y) => np.matmul(x, y), [some([4, 8]), some([8, 3])]));
  it("batched", () => agrees((x, y) => np.matmul(x, y), [some([2, 4, 8]), some([2, 8, 3])]));
  it("gelu grad", () => agrees((x) => grad((y: np.Array) => nn.gelu(y).sum())(x), [some([4, 8])]));
  it("softmax grad", () =>
    agrees((x, w) => grad((y: np.Array) => nn.softmax(y).mul(w).sum())(x), [some([4, 8]), some([4, 8], "float32", 3)]));
  it("logsoftmax grad", () =>
    agrees(
      (x, w) => grad((y: np.Array) => nn.logSoftmax(y).mul(w).sum())(x),
      [some([4, 8]), some([4, 8], "float32", 3)],
    ));
  it("power", () => agrees((x) => np.power(x, 3), [some([4, 8])]));
  it("sign", () => agrees((x) => np.sign(x), [some([4, 8])]));
  it("max grad", () => agrees((x) => grad((y: np.Array) => np.max(y, 1).sum())(x), [some([4, 8])]));
  it("var", () => agrees((x) => np.var_(x, -1), [some([4, 8])]));
  it("concat", () =>
    agrees(
      (x) =>
        grad((y: np.Array) =>
          np
            .concatenate([y.ref, np.transpose(y)], 0)
            .mul(np.arange(8))
            .sum(),
        )(x),
      [some([8, 8])],
      3,
    ));
  it("gather", () =>
    agrees(
      (x, i) => grad((y: np.Array) => np.multiply(y.slice(i.ref), np.arange(8)).sum())(x),
      [some([4, 8]), host([0, 3, 3, 1, 2], [5], "int32")],
    ));
});
void DType;
