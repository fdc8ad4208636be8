import { describe, expect, it } from "vitest";
import {
  add,
  evaluate,
  flattenTree,
  gelu,
  grad,
  less,
  log,
  matmul,
  mean,
  mul,
  program,
  relu,
  rsqrt,
  softmax,
  square,
  sub,
  sum,
  tanh,
  tensor,
  transpose,
  type Value,
  where,
} from "../index.js";
import { decodeModel } from "../onnx/index.js";

const points = [-40, -6, -1.3, -0.2, 0, 0.01, 0.7, 2, 9, 30];
const x = { data: Float64Array.from(points), shape: [2, 5] };
const g = { data: Float64Array.from(points.keys(), (i) => 0.3 + Math.sin(i)), shape: [2, 5] };

/** Runs f and its gradient weighted by g in float64; the operators of the graph. */
async function both(f: (x: Value) => Value) {
  const weighted = (value: Value, weights: Value) => sum(mul(f(value), weights));
  const compiled = program((value: Value, weights: Value) => [f(value), grad(weighted)(value, weights)], {
    dtype: "float64",
  });
  const [value, slope] = (await compiled.run(x, g)) as { data: Float64Array }[];
  const { onnx } = await compiled.compile(x, g);
  await compiled.dispose();
  const operators = new Set(decodeModel(onnx!).nodes.map(({ operator }) => operator));
  return { value: value!.data, slope: slope!.data, operators };
}

function close(found: Float64Array, expected: readonly number[]): void {
  for (const [i, y] of expected.entries())
    expect(Math.abs(found[i]! - y)).toBeLessThan(4e-15 * Math.max(1, Math.abs(y)));
}

it("tanh is the engine's, and its gradient keeps its digits", async () => {
  const { value, slope, operators } = await both(tanh);
  close(value, points.map(Math.tanh));
  close(
    slope,
    points.map((p, i) => g.data[i]! / Math.cosh(p) ** 2),
  );
  // Also where it is small: relative to itself.
  for (const [i, p] of points.entries()) {
    const exact = g.data[i]! / Math.cosh(p) ** 2;
    expect(Math.abs(slope[i]! / exact - 1)).toBeLessThan(1e-13);
  }
  expect(operators).toContain("Tanh");
});

it("GELU and its gradient are products with a sigmoid", async () => {
  const { value, slope, operators } = await both(gelu);
  const [a, b] = [Math.sqrt(2 / Math.PI), 0.044715];
  const t = points.map((p) => Math.tanh(a * (p + b * p ** 3)));
  close(
    value,
    points.map((p, i) => (p / 2) * (1 + t[i]!)),
  );
  const slopes = points.map((p, i) => (1 + t[i]!) / 2 + (p / 2) * (1 - t[i]! ** 2) * a * (1 + 3 * b * p * p));
  close(
    slope,
    slopes.map((s, i) => g.data[i]! * s),
  );
  expect(operators).toContain("Sigmoid");
  for (const gone of ["Exp", "Tanh", "Where", "Reciprocal"]) expect(operators).not.toContain(gone);
});

it("softmax and its gradient are the engine's", async () => {
  const { value, slope, operators } = await both((y) => softmax(y));
  const rows = [points.slice(0, 5), points.slice(5)];
  const shares = rows.flatMap((row) => {
    const weights = row.map((p) => Math.exp(p - Math.max(...row)));
    const total = weights.reduce((s, w) => s + w, 0);
    return weights.map((w) => w / total);
  });
  close(value, shares);
  const inner = [0, 5].map((start) =>
    shares.slice(start, start + 5).reduce((s, p, i) => s + p * g.data[start + i]!, 0),
  );
  close(
    slope,
    shares.map((p, i) => p * (g.data[i]! - inner[i < 5 ? 0 : 1]!)),
  );
  expect(operators).toContain("Softmax");
  expect(operators).not.toContain("Exp");
});

it("products take a factor along, unless something else reads them", async () => {
  const w = { data: Float64Array.from({ length: 15 }, (_, i) => i - 7), shape: [5, 3] };
  const once = program((p: Value, q: Value) => mul(matmul(p, q), 0.5));
  const twice = program((p: Value, q: Value) => {
    const product = matmul(p, q);
    return [product, mul(product, 0.5)];
  });
  const scaledTwice = program((p: Value, q: Value) => mul(mul(matmul(p, q), 1e-30), 1e30));
  const [fused, kept] = [await once.compile(x, w), await twice.compile(x, w)];
  expect(decodeModel(fused.onnx!).nodes.map(({ operator }) => operator)).toEqual(["Gemm"]);
  expect(decodeModel(kept.onnx!).nodes.map(({ operator }) => operator)).toEqual(["Gemm", "Mul"]);
  const plain = [0, 1].flatMap((i) =>
    [0, 1, 2].map((j) => points.slice(5 * i, 5 * i + 5).reduce((s, p, k) => s + p * w.data[3 * k + j]!, 0)),
  );
  const result = await once.run(x, w);
  for (const [i, p] of plain.entries()) expect(result.data[i]).toBeCloseTo(0.5 * p, 3);
  const scaled = await scaledTwice.run(x, w);
  for (const [i, p] of plain.entries()) expect(scaled.data[i]).toBeCloseTo(p, 3);
  await scaledTwice.dispose();
  await once.dispose();
  await twice.dispose();
});

describe("the derivative of ReLU", () => {
  const w = { data: Float64Array.from({ length: 15 }, (_, i) => Math.cos(i)), shape: [5, 3] };
  const v = { data: Float64Array.of(1, -2, 3, 0.5, 2, -1), shape: [3, 2] };
  const operatorsOf = async (onnx: Uint8Array | undefined) => decodeModel(onnx!).nodes.map(({ operator }) => operator);

  it("masks what a matrix product passes back", async () => {
    const layer = (q: Value, p: Value, r: Value) => sum(square(matmul(relu(matmul(p, q)), r)));
    const slope = program(grad(layer), { dtype: "float64" });
    const operators = await operatorsOf((await slope.compile(w, x, v)).onnx);
    expect(operators).not.toContain("Where");
    const [found, expected] = [await slope.run(w, x, v), await evaluate(grad(layer), "float64")(w, x, v)];
    close(found.data as Float64Array, [...expected.data]);
    await slope.dispose();
  });

  it("is not taken for a guard of what may be infinite", async () => {
    const left = { data: Float64Array.of(1, 2, Number.POSITIVE_INFINITY, 1), shape: [2, 2] };
    const right = { data: Float64Array.of(1, 1), shape: [2] };
    const guard = { data: Float64Array.of(1, -1), shape: [2] };
    const guarded = program(
      (p: Value, q: Value, r: Value) => [
        where(less(0, r), matmul(p, q), 0),
        where(less(0, r), sum(log(p), 0), 0),
        relu(r),
      ],
      { dtype: "float64" },
    );
    const [product, total] = (await guarded.run(left, right, guard)) as { data: Float64Array }[];
    expect([...product!.data]).toEqual([3, 0]);
    expect([...total!.data]).toEqual([Number.POSITIVE_INFINITY, 0]);
    await guarded.dispose();
  });

  it("is 0 at 0 and below, and ReLU is itself, infinities included", async () => {
    const both = program((p: Value) => [relu(p), grad((q: Value) => sum(relu(q)))(p)], { dtype: "float64" });
    const at = { data: Float64Array.of(-Infinity, -1, 0, 2, Infinity), shape: [5] };
    const [value, slope] = (await both.run(at)) as { data: Float64Array }[];
    expect([...value!.data]).toEqual([0, 0, 0, 2, Number.POSITIVE_INFINITY]);
    expect([...slope!.data]).toEqual([0, 0, 0, 1, 1]);
    await both.dispose();
  });
});

it("multiplies long matrices by blocks of rows", async () => {
  const [length, rows, columns] = [2048, 8, 9];
  const numbers = (count: number, seed: number) => Float64Array.from({ length: count }, (_, i) => Math.sin(seed * i));
  const a = { data: numbers(length * rows, 1), shape: [length, rows] };
  const b = { data: numbers(length * columns, 2), shape: [length, columns] };
  const gram = program((p: Value, q: Value) => matmul(transpose(p), q), { dtype: "float64" });
  const operators = decodeModel((await gram.compile(a, b)).onnx!).nodes.map(({ operator }) => operator);
  expect(operators).toContain("FusedMatMul");
  const found = (await gram.run(a, b)).data;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      let expected = 0;
      for (let k = 0; k < length; k++) expected += a.data[k * rows + i]! * b.data[k * columns + j]!;
      expect(Math.abs(found[i * columns + j]! - expected)).toBeLessThan(1e-11);
    }
  }
  await gram.dispose();
});

it("sums the rows of a matrix by a product with ones", async () => {
  const total = program((p: Value) => sum(p, 0), { dtype: "float64" });
  expect(decodeModel((await total.compile(x)).onnx!).nodes.map(({ operator }) => operator)).toContain("Gemm");
  close(
    (await total.run(x)).data as Float64Array,
    points.slice(0, 5).map((p, i) => p + points[5 + i]!),
  );
  await total.dispose();
});

describe("layer normalisation and its gradient", () => {
  const [rows, width] = [6, 5];
  const numbers = (count: number, seed: number) =>
    Float64Array.from({ length: count }, (_, i) => Math.sin(seed + i * i));
  const inputs = [
    { x: { data: numbers(rows * width, 1), shape: [2, 3, width] }, gain: { data: numbers(width, 2), shape: [width] } },
    { data: numbers(width, 3), shape: [width] },
    { data: numbers(rows * width, 4), shape: [2, 3, width] },
  ] as const;
  type Weights = { readonly x: Value; readonly gain: Value };
  const standardised = (x: Value) => {
    const centred = sub(x, mean(x, -1, true));
    return mul(centred, rsqrt(add(mean(square(centred), -1, true), 1e-5)));
  };
  const layer = ({ x, gain }: Weights, bias: Value) => add(mul(standardised(x), gain), bias);

  /** Value and gradient in a type, and the graph's operators; in float64 nothing is rewritten. */
  async function found(f: (weights: Weights, bias: Value) => Value, dtype: "float32" | "float64") {
    const weighted = (weights: Weights, bias: Value, g: Value) => sum(mul(f(weights, bias), g));
    const compiled = program(
      (weights: Weights, bias: Value, g: Value) => [f(weights, bias), grad(weighted)(weights, bias, g)],
      { dtype },
    );
    const { leaves } = flattenTree(await compiled.run(...inputs));
    const { onnx } = await compiled.compile(...inputs);
    await compiled.dispose();
    const operators = decodeModel(onnx!).nodes.map(({ operator }) => operator);
    return { numbers: leaves.flatMap(({ data }) => [...data]), operators };
  }

  it.each([
    ["alone", layer],
    ["beside a residual", (weights: Weights, bias: Value) => add(weights.x, layer(weights, bias))],
    ["without gain and bias", ({ x, gain }: Weights, bias: Value) => mul(standardised(x), sum(mul(gain, bias)))],
  ])("are the engine's, %s", async (_, f) => {
    const [single, double] = [await found(f, "float32"), await found(f, "float64")];
    expect(single.numbers).toHaveLength(double.numbers.length);
    for (const [i, y] of double.numbers.entries()) expect(Math.abs(single.numbers[i]! - y)).toBeLessThan(2e-6);
    expect(single.operators).toContain("LayerNormalization");
    expect(single.operators).not.toContain("Sqrt");
    expect(double.operators).not.toContain("LayerNormalization");
  });

  it("are not for means that lie along other axes", async () => {
    const square5 = { data: numbers(25, 5), shape: [5, 5] };
    const across = program((x: Value) => {
      const centred = sub(x, mean(x, -1));
      return mul(centred, rsqrt(add(mean(square(centred), -1), 1e-5)));
    });
    const { onnx } = await across.compile(square5);
    expect(decodeModel(onnx!).nodes.map(({ operator }) => operator)).not.toContain("LayerNormalization");
    await across.dispose();
  });
});

it("one number is rewritten like many", async () => {
  for (const f of [tanh, gelu]) {
    const slope = program((x: Value) => [f(x), grad(f)(x)], { dtype: "float64" });
    const many = program((x: Value) => [f(x), grad((y: Value) => sum(f(y)))(x)], { dtype: "float64" });
    const [value, derivative] = (await slope.run(0.3)) as { data: Float64Array }[];
    const [values, derivatives] = (await many.run(tensor([0.3, 0.3]))) as { data: Float64Array }[];
    close(value!.data, [values!.data[0]!]);
    close(derivative!.data, [derivatives!.data[0]!]);
  }
  const single = program((x: Value) => grad((y: Value) => sum(square(softmax(y, 0))))(x), { dtype: "float64" });
  expect([...(await single.run(tensor([1]))).data]).toEqual([0]);
});

it("a constant that is only nearly GELU's is not taken for it in float64", async () => {
  const f = (x: Value) => mul(mul(x, 0.5), add(tanh(mul(add(x, mul(mul(mul(x, x), x), 0.044715)), 0.7978846)), 1));
  const { data } = await program(f, { dtype: "float64" }).run(tensor([0.5]));
  close(data as Float64Array, [0.25 * (1 + Math.tanh(0.7978846 * (0.5 + 0.044715 * 0.125)))]);
});
