import { grad, lax, numpy as np } from "@jax-js/jax";
import { describe, expect, it } from "vitest";
import { type HostArray, host, runLowered, runPlain, type TracedFunction } from "../../../test/run-lowered.js";

const numbers = (shape: readonly number[], seed = 0) =>
  host(
    Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => ((i * 7 + seed * 5 + 3) % 11) - 5),
    shape,
    "float32",
  );
const places = (values: readonly number[], shape: readonly number[]) => host(values, shape, "int32");

async function same(f: TracedFunction, args: HostArray[]): Promise<void> {
  const [lowered, plain] = [await runLowered(f, args), await runPlain(f, args)];
  const unsigned = (array: HostArray) => ({ ...array, values: array.values.map((v) => v + 0) });
  expect(lowered.map(unsigned)).toEqual(plain.map(unsigned));
}

/** The gradient of a weighted sum of f, so that every element has a weight of its own. */
function weighted(f: TracedFunction, shape: number[]): TracedFunction {
  return (x, ...rest) =>
    grad((y: np.Array) => {
      const size = shape.reduce((a, b) => a * b, 1);
      return np.sum(np.multiply(f(y, ...rest) as np.Array, np.arange(size).reshape(shape)));
    })(x);
}

describe("gather and scatter", () => {
  const x = numbers([4, 3, 5]);
  const rows = places([3, 0, 3, 1, 3, 2], [2, 3]);

  it.each<[string, TracedFunction, HostArray, number[]]>([
    ["the first axis", (y, i) => y.slice(i), rows, [2, 3, 3, 5]],
    ["the last axis", (y, i) => y.slice([], [], i), rows, [4, 3, 2, 3]],
    ["the middle of a transpose", (y, i) => np.transpose(y).slice([], i, []), places([2, 0, 2, 2], [4]), [5, 4, 4]],
    ["two axes", (y, i) => y.slice(i.ref, i), places([2, 0, 2, 1], [4]), [4, 5]],
    [
      "two axes apart, of different shapes",
      (y, i) => y.slice(i.ref.reshape([4, 1]), [], i),
      places([2, 0, 2, 1], [4]),
      [4, 4, 3],
    ],
  ])("along %s, with its transpose", async (_, f, indices, shape) => {
    await same(f, [x, indices]);
    await same(weighted(f, shape), [x, indices]);
  });
});

describe("sorting", () => {
  const x = host([3, -1, 3, 0, 5, 5, -2, 5, 1, 1, 1, 0], [3, 4], "float32");
  it("along the last axis, with its gradient", async () => {
    await same((y) => np.sort(y), [x]);
    await same(
      weighted((y) => np.sort(y, 0), [3, 4]),
      [numbers([3, 4])],
    );
  });
  it("keeps the order of equals", () => same((y) => np.argsort(y), [x]));
});

describe("windows", () => {
  const x = numbers([2, 3, 7, 6]);
  const w = numbers([4, 3, 3, 2], 2);
  it.each<[string, Parameters<typeof lax.convGeneralDilated>[2], Parameters<typeof lax.convGeneralDilated>[3], object]>(
    [
      ["plain", [1, 1], "VALID", {}],
      [
        "with stride and padding",
        [2, 1],
        [
          [1, 2],
          [0, 1],
        ],
        {},
      ],
      [
        "with holes in both",
        [1, 2],
        [
          [2, 2],
          [1, 1],
        ],
        { lhsDilation: [2, 1], rhsDilation: [2, 3] },
      ],
    ],
  )("convolve %s, with gradients", async (_, strides, padding, options) => {
    const f: TracedFunction = (a, b) => lax.convGeneralDilated(a, b, strides, padding, options);
    await same(f, [x, w]);
    const shape = (await runPlain(f, [x, w]))[0]!.shape as number[];
    await same(weighted(f, shape), [x, w]);
    await same(
      weighted((b, a) => f(a, b), shape),
      [w, x],
    );
  });

  it.each([
    [
      [2, 2],
      [2, 2],
    ],
    [
      [3, 2],
      [1, 1],
    ],
    [
      [3, 2],
      [2, 3],
    ],
  ])("reduce windows %s by strides %s, with gradients", async (window, strides) => {
    const f: TracedFunction = (a) => lax.reduceWindow(a, (y) => np.sum(np.square(y)), window, strides);
    await same(f, [x]);
    const shape = (await runPlain(f, [x]))[0]!.shape as number[];
    await same(weighted(f, shape), [x]);
  });
});
