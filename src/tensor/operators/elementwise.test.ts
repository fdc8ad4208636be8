import { describe, expect, it } from "vitest";
import { checkGradient, checkValue, mapped, samples } from "../../../test/operator-check.js";
import { erf as plainErf } from "../../numerics/index.js";
import {
  abs,
  add,
  cast,
  cos,
  div,
  equal,
  evaluate,
  exp,
  less,
  lessEqual,
  log,
  maximum,
  minimum,
  mul,
  neg,
  pow,
  program,
  rsqrt,
  sign,
  sin,
  sqrt,
  square,
  stopGradient,
  sub,
  tensor,
  type Value,
  where,
} from "../index.js";
import { gelu, relu, sigmoid, tanh } from "./activations.js";
import { erf } from "./error-function.js";

const x = samples([2, 3]);
const positive = mapped(samples([2, 3], 2), (value) => Math.abs(value) + 0.3);

const unary: [string, (value: Value) => Value, (value: number) => number, typeof x][] = [
  ["neg", neg, (v) => -v, x],
  ["square", square, (v) => v * v, x],
  ["sqrt", sqrt, Math.sqrt, positive],
  ["rsqrt", rsqrt, (v) => 1 / Math.sqrt(v), positive],
  ["exp", exp, Math.exp, x],
  ["log", log, Math.log, positive],
  ["sin", sin, Math.sin, x],
  ["cos", cos, Math.cos, x],
  ["abs", abs, Math.abs, x],
  ["sign", sign, Math.sign, x],
  ["pow 3", (v) => pow(v, 3), (v) => v ** 3, x],
  ["pow 0", (v) => pow(v, 0), () => 1, x],
  ["pow −2", (v) => pow(v, -2), (v) => v ** -2, positive],
  ["pow 1.5", (v) => pow(v, 1.5), (v) => v ** 1.5, positive],
  ["pow 0.3", (v) => pow(v, 0.3), (v) => v ** 0.3, positive],
  ["erf", erf, plainErf, mapped(x, (v) => 3 * v)],
  ["relu", relu, (v) => Math.max(0, v), x],
  ["sigmoid", sigmoid, (v) => 1 / (1 + Math.exp(-v)), x],
  ["tanh", tanh, Math.tanh, x],
  [
    "gelu",
    gelu,
    (v) => 0.5 * v * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (v + 0.044715 * v ** 3))),
    mapped(x, (v) => 3 * v),
  ],
];

describe("operators of one value", () => {
  it.each(unary)("%s", async (_, operator, plain, input) => {
    await checkValue(operator, [input], mapped(input, plain));
    await checkGradient(operator, [input]);
  });

  it("have finite values and derivatives far out", async () => {
    const far = tensor([-1000, -90, 90, 1000]);
    const both = (v: Value) => [sigmoid(v), tanh(v)];
    const [bounded, saturated] = await program(both).run(far);
    expect([...bounded!.data]).toEqual([0, Math.fround(Math.exp(-90)), 1, 1].map((v) => expect.closeTo(v, 30)));
    expect([...saturated!.data]).toEqual([-1, -1, 1, 1]);
    for (const operator of [sigmoid, tanh, gelu]) await checkGradient(operator, [far]);
  });

  it("erf in float64 is exact to 4e-16 everywhere, and relative to its value near 0", async () => {
    const wide = tensor(Float64Array.from({ length: 161 }, (_, i) => (i - 80) / 10));
    const near = tensor([1e-12, 1e-6, 1e-3]);
    const double = program(erf, { dtype: "float64" });
    const values = await double.run(wide);
    const small = await double.run(near);
    values.data.forEach((value, i) => {
      expect(Math.abs(value - plainErf(wide.data[i]!))).toBeLessThan(5e-16);
    });
    small.data.forEach((value, i) => {
      expect(Math.abs(value / plainErf(near.data[i]!) - 1)).toBeLessThan(1e-15);
    });
  });

  it("exp and log in float64 are exact to 1e-14 over their range", async () => {
    const wide = tensor(Float64Array.from({ length: 41 }, (_, i) => 35 * (i - 20)));
    const { data } = await program(exp, { dtype: "float64" }).run(wide);
    data.forEach((value, i) => {
      expect(Math.abs(value / Math.exp(wide.data[i]!) - 1)).toBeLessThan(1e-14);
    });
    const back = await program(log, { dtype: "float64" }).run({ data, shape: wide.shape });
    back.data.forEach((value, i) => {
      expect(Math.abs(value - wide.data[i]!)).toBeLessThanOrEqual(1e-14 * Math.abs(wide.data[i]!));
    });
  });
});

const y = samples([3], 3);
const nonzero = mapped(samples([2, 3], 4), (value) => value + Math.sign(value));
const each = (f: (a: number, b: number) => number, b: typeof x) => {
  const data = Float64Array.from(x.data, (value, index) => f(value, b.data[index % b.data.length]!));
  return tensor(data, [2, 3]);
};

const binary: [string, (a: Value, b: Value) => Value, (a: number, b: number) => number, typeof x][] = [
  ["add", add, (a, b) => a + b, y],
  ["sub", sub, (a, b) => a - b, y],
  ["mul", mul, (a, b) => a * b, y],
  ["div", div, (a, b) => a / b, nonzero],
  ["maximum", maximum, Math.max, y],
  ["minimum", minimum, Math.min, y],
  ["where", (a, b) => where(less(a, b), mul(a, 2), b), (a, b) => (a < b ? 2 * a : b), y],
];

describe("operators of two values", () => {
  it.each(binary)("%s, with broadcasting", async (_, operator, plain, other) => {
    await checkValue(operator, [x, other], each(plain, other));
    await checkGradient(operator, [x, other]);
  });

  it("compare", async () => {
    const a = tensor([1, 2, 3]);
    const all = (u: Value) => [less(u, 2), lessEqual(u, 2), equal(u, 2)];
    const results = await program(all).run(a);
    expect(results.map(({ data }) => [...data])).toEqual([
      [1, 0, 0],
      [1, 1, 0],
      [0, 1, 0],
    ]);
    expect(results[0]!.data).toBeInstanceOf(Int32Array);
  });

  it("take numbers beside values, in the type of the value", async () => {
    const whole = tensor(Int32Array.of(3, -4));
    const mixed = (n: Value) => ({
      kept: mul(add(n, 1), 2),
      widened: add(n, 0.5),
      divided: div(n, 2),
      from: sub(1, n),
    });
    const result = await program(mixed).run(whole);
    expect(result.kept.data).toEqual(Int32Array.of(8, -6));
    expect(result.widened.data).toEqual(Float32Array.of(3.5, -3.5));
    expect(result.divided.data).toEqual(Float32Array.of(1.5, -2));
    expect(result.from.data).toEqual(Int32Array.of(-2, 5));
  });

  it("keep a number in full precision in a float64 program", async () => {
    const { data } = await program((v: Value) => add(mul(v, 0.1), 1 / 3), { dtype: "float64" }).run(tensor([1]));
    expect(data[0]).toBe(0.1 + 1 / 3);
  });

  it("cast and stop gradients", async () => {
    const { data } = await program((v: Value) => cast(v, "int32")).run(tensor([1.7, -1.7]));
    expect(data).toEqual(Int32Array.of(1, -1));
    await checkValue(
      (v) => mul(v, stopGradient(v)),
      [x],
      mapped(x, (v) => v * v),
    );
  });

  it("name shapes that do not fit", async () => {
    const sum = evaluate((a: Value, b: Value) => add(a, b));
    await expect(sum(x, samples([2]))).rejects.toThrow("invalid shapes of add: [[2,3],[2]]; expected lengths");
    expect(() => add(1, 2)).toThrow("invalid place of an operator: outside of a program");
  });

  it.each<[string, (bools: Value) => Value]>([
    ["neg", neg],
    ["abs", abs],
    ["sign", sign],
    ["sub", (bools) => sub(bools, bools)],
  ])("refuse what bools have no minus for: %s", async (name, operator) => {
    const message = `invalid type of ${name}: bool; expected numbers (cast to int32 or float)`;
    const applied = (v: Value) => operator(less(0, v));
    await expect(program(applied).run(x)).rejects.toThrow(message);
    await expect(evaluate(applied)(x)).rejects.toThrow(message);
  });

  it("take a bool beside a number as 0 or 1", async () => {
    const { data } = await program((v: Value) => sub(1, less(0, v))).run(tensor([-1, 2]));
    expect([...data]).toEqual([1, 0]);
  });
});
