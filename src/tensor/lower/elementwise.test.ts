import { DType, grad, lax, numpy as np } from "@jax-js/jax";
import { describe, expect, it } from "vitest";
import { type HostArray, host, runLowered, type TracedFunction } from "../../../test/run-lowered.js";

const values = [-1.75, -1, -0.25, 0, 0.375, 1, 1.5, 2.25];
const positive = [0.01, 0.3, 0.5, 1, 1.5, 2, 10, 1000];
const within = [-1, -0.9, -0.5, -1e-3, 0, 0.25, 0.7, 1];

/** Relative to the larger of 1 and the value: 4 units in the last place of the type. */
const ulps = { float32: 4 * 2 ** -23, float64: 4 * 2 ** -52, int32: 0, bool: 0 };

function expectClose(result: HostArray, expected: readonly number[], scale = 1): void {
  expect(result.values.length).toBe(expected.length);
  for (const [i, value] of expected.entries()) {
    const got = result.values[i]!;
    if (Number.isNaN(value)) expect(got).toBeNaN();
    else if (!Number.isFinite(value)) expect(got).toBe(value);
    else expect(Math.abs(got - value)).toBeLessThanOrEqual(scale * ulps[result.dtype] * Math.max(1, Math.abs(value)));
  }
}

type Unary = [name: string, f: (x: np.Array) => np.Array, plain: (x: number) => number, points: number[]];

const unaries: Unary[] = [
  ["neg", (x) => np.negative(x), (x) => 0 - x, values],
  ["reciprocal", (x) => np.reciprocal(x), (x) => 1 / x, positive],
  ["floor", (x) => np.floor(x), Math.floor, values],
  ["ceil", (x) => np.ceil(x), Math.ceil, values],
  ["sin", (x) => np.sin(x), Math.sin, values],
  ["cos", (x) => np.cos(x), Math.cos, values],
  ["exp", (x) => np.exp(x), Math.exp, values],
  ["log", (x) => np.log(x), Math.log, positive],
  ["sqrt", (x) => np.sqrt(x), Math.sqrt, positive],
  ["asin", (x) => np.arcsin(x), Math.asin, within],
  ["atan", (x) => np.arctan(x), Math.atan, values],
  ["tanh", (x) => np.tanh(x), Math.tanh, values],
  ["abs", (x) => np.abs(x), Math.abs, values],
  ["sign", (x) => np.sign(x), Math.sign, values],
  ["relu", (x) => np.maximum(x, 0), (x) => Math.max(x, 0), values],
];

const singleOnly = new Set(["asin", "atan"]);

describe.each(["float32", "float64"] as const)("elementwise primitives in %s", (dtype) => {
  const round = dtype === "float32" ? Math.fround : (x: number) => x;

  it.each(unaries.filter(([name]) => dtype === "float32" || !singleOnly.has(name)))(
    "%s",
    async (name, f, plain, points) => {
      const rounded = points.map(round);
      const [result] = await runLowered(f, [host(rounded, [2, 4], dtype)]);
      expect(result!.shape).toEqual([2, 4]);
      // jax-js builds the sign from numbers of its own, which are float32.
      expect(result!.dtype).toBe(name === "sign" ? "float32" : dtype);
      expectClose(result!, rounded.map(plain));
    },
  );

  it("log and exp are accurate over the whole range", async () => {
    const range = dtype === "float32" ? 80 : 700;
    const xs = Array.from({ length: 400 }, (_, i) => round(range * Math.sin(1 + i)));
    const [exps] = await runLowered((x) => np.exp(x), [host(xs, [400], dtype)]);
    const ys = xs.map((x) => round(Math.exp(x)));
    const [logs] = await runLowered((x) => np.log(x), [host(ys, [400], dtype)]);
    const bound = dtype === "float32" ? 2e-7 : 1e-14;
    for (const [i, x] of xs.entries()) {
      expect(Math.abs(exps!.values[i]! / Math.exp(x) - 1)).toBeLessThan(bound);
      expect(Math.abs(logs!.values[i]! - Math.log(ys[i]!))).toBeLessThan(bound * Math.max(1, Math.abs(x)));
    }
  });

  const binaries: [string, (x: np.Array, y: np.Array) => np.Array, (x: number, y: number) => number][] = [
    ["add", (x, y) => np.add(x, y), (x, y) => x + y],
    ["subtract", (x, y) => np.subtract(x, y), (x, y) => x - y],
    ["mul", (x, y) => np.multiply(x, y), (x, y) => x * y],
    ["divide", (x, y) => np.divide(x, y), (x, y) => x / y],
    ["max", (x, y) => np.maximum(x, y), Math.max],
    ["min", (x, y) => np.minimum(x, y), Math.min],
    ["mod", (x, y) => np.fmod(x, y), (x, y) => x % y],
    ["idiv", (x, y) => np.trunc(np.divide(x, y)), (x, y) => Math.trunc(x / y)],
    ["less", (x, y) => np.less(x, y).astype(DType.Float32), (x, y) => Number(x < y)],
    ["less_equal", (x, y) => np.lessEqual(x, y).astype(DType.Float32), (x, y) => Number(x <= y)],
    ["equal", (x, y) => np.equal(x, y).astype(DType.Float32), (x, y) => Number(x === y)],
    ["not_equal", (x, y) => np.notEqual(x, y).astype(DType.Float32), (x, y) => Number(x !== y)],
    ["where", (x, y) => np.where(np.less(x.ref, y.ref), x, y), Math.min],
  ];

  it.each(binaries)("%s of every pair, against a transpose", async (_, f, plain) => {
    const [xs, ys] = [values.map(round), [0.5, 1, -0.25, 2]];
    const args = [host(xs, [8], dtype), host(ys, [4, 1], dtype)];
    const [pairs] = await runLowered(f, args);
    expect(pairs!.shape).toEqual([4, 8]);
    expectClose(
      pairs!,
      ys.flatMap((y) => xs.map((x) => plain(x, y))),
    );
    const square = host(xs, [2, 4], dtype);
    const [mixed] = await runLowered((x, y) => f(np.transpose(x), y), [square, host(xs.toReversed(), [4, 2], dtype)]);
    const transposed = [0, 4, 1, 5, 2, 6, 3, 7].map((i) => xs[i]!);
    expectClose(
      mixed!,
      transposed.map((x, i) => plain(x, xs[7 - i]!)),
    );
  });

  it("selection keeps infinities and NaN out of what was not chosen", async () => {
    const safeLog: TracedFunction = (x) => np.where(np.less(x.ref, 0.25), 0, np.log(x));
    const [result] = await runLowered(safeLog, [host([-1, 0, 1], [3], dtype)]);
    expect(result!.values).toEqual([0, 0, 0]);
    const rooted: TracedFunction = (x) => grad((y: np.Array) => np.sqrt(np.maximum(y, 0)).sum())(x);
    const [slope] = await runLowered(rooted, [host([-1, 4], [2], dtype)]);
    expect(slope!.values).toEqual([0, 0.25]);
  });
});

it("numbers in a float64 program are the doubles that were written", async () => {
  const x = host([3], [1]);
  const [result] = await runLowered((y) => np.multiply(y, 0.1), [x]);
  expect(result!.values).toEqual([3 * 0.1]);
  const ones = host(Array(49).fill(1), [49]);
  const [mean] = await runLowered((y) => np.mean(y), [ones]);
  expect(mean!.values[0]).toBeCloseTo(1, 15);
  const [shifted] = await runLowered((y) => np.add(y, 1e-5), [x]);
  expect(shifted!.values).toEqual([3 + 1e-5]);
});

describe("whole numbers and truth values", () => {
  const xs = host([7, -7, 5, 0], [4], "int32");
  const ys = host([2, 2, -3, 4], [4], "int32");
  it("keep their types and C's division", async () => {
    const f: TracedFunction = (x, y) => [
      np.add(x.ref, y.ref),
      np.multiply(x.ref, y.ref),
      np.fmod(x.ref, y.ref),
      np.maximum(x.ref, y.ref),
      np.negative(x.ref),
      np.floor(x.ref),
      np.less(x, y),
    ];
    const results = await runLowered(f, [xs, ys]);
    expect(results.map(({ values: v }) => v)).toEqual(
      [
        [9, -5, 2, 4],
        [14, -14, -15, 0],
        [1, -1, 2, 0],
        [7, 2, 5, 4],
        [-7, 7, -5, 0],
        [7, -7, 5, 0],
        [0, 1, 0, 1],
      ].map((row) => row.map((v) => (v === 0 ? 0 : v))),
    );
    expect(results.map(({ dtype }) => dtype)).toEqual([...Array(6).fill("int32"), "bool"]);
  });

  it("combine", async () => {
    const f: TracedFunction = (p, q) => [
      np.logicalAnd(p.ref, q.ref),
      np.logicalOr(p.ref, q.ref),
      np.logicalNot(p.ref),
      np.where(p.ref, q.ref, np.logicalNot(q.ref)),
      np.any(p.ref),
      np.all(p.ref),
      np.less(p.ref, q.ref),
      np.sum(p),
    ];
    const results = await runLowered(f, [host([1, 1, 0, 0], [4], "bool"), host([1, 0, 1, 0], [4], "bool")]);
    expect(results.map(({ values: v }) => v)).toEqual([
      [1, 0, 0, 0],
      [1, 1, 1, 0],
      [0, 0, 1, 1],
      [1, 0, 0, 1],
      [1],
      [0],
      [0, 0, 1, 0],
      // The sum of truth values is their disjunction.
      [1],
    ]);
  });

  it("convert, and take weak numbers in their own type", async () => {
    const f: TracedFunction = (x, c) => [
      np.add(x.ref, 1),
      x.ref.astype(DType.Float64),
      np.where(c.ref, 1, x),
      lax.stopGradient(c).astype(DType.Int32),
    ];
    const results = await runLowered(f, [xs, host([1, 0, 1, 0], [4], "bool")]);
    expect(results.map(({ dtype }) => dtype)).toEqual(["int32", "float64", "int32", "int32"]);
    expect(results.map(({ values: v }) => v)).toEqual([
      [8, -6, 6, 1],
      [7, -7, 5, 0],
      [1, -7, 1, 0],
      [1, 0, 1, 0],
    ]);
  });
});
