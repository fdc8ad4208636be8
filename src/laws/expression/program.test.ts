import { describe, expect, test } from "vitest";
import { compile } from "./compile.js";

const rows = 7;
const columns = {
  N: Float64Array.from({ length: rows }, (_, i) => 10 ** (1 + i / 3)),
  D: Float64Array.from({ length: rows }, (_, i) => 10 ** (2 + ((i * 5) % 7) / 3)),
};

/** A program over the columns N and D. */
function bind(text: string, parameters: string[]) {
  return compile(text, { variables: ["N", "D"], parameters }).bind([columns.N, columns.D]);
}

function evaluate(text: string, parameters: string[], theta: number[]): number[] {
  const values = new Float64Array(rows);
  bind(text, parameters).value(Float64Array.from(theta), values);
  return [...values];
}

/** Asserts that numbers agree within a tolerance relative to the largest. */
function expectClose(actual: ArrayLike<number>, wanted: ArrayLike<number>, tolerance: number): void {
  const scale = Math.max(...Array.from(wanted, Math.abs), 1e-300);
  expect(actual.length).toBe(wanted.length);
  for (let i = 0; i < wanted.length; i++) {
    expect(Math.abs(actual[i]! - wanted[i]!) / scale, `entry ${i}: ${actual[i]} for ${wanted[i]}`).toBeLessThan(
      tolerance,
    );
  }
}

test("Chinchilla's law, its gradient and its Hessian are those derived by hand", () => {
  const theta = Float64Array.of(1.8, 400, 2000, 0.35, 0.37);
  const [E, A, B, alpha, beta] = theta as unknown as [number, number, number, number, number];
  const bound = bind("E + A/N^alpha + B/D^beta", ["E", "A", "B", "alpha", "beta"]);
  const values = new Float64Array(rows);
  const jacobian = new Float64Array(5 * rows);
  const weights = Float64Array.from({ length: rows }, (_, i) => 1 + ((i * 3) % 5));
  const hessian = new Float64Array(25);
  bound.jacobian(theta, values, jacobian);
  bound.hessian(theta, weights, hessian);
  const wanted = new Float64Array(25);
  for (let i = 0; i < rows; i++) {
    const [logN, logD] = [Math.log(columns.N[i]!), Math.log(columns.D[i]!)];
    const [x, y] = [columns.N[i]! ** -alpha, columns.D[i]! ** -beta];
    expect(values[i]).toBeCloseTo(E + A * x + B * y, 10);
    const gradient = [1, x, y, -A * logN * x, -B * logD * y];
    expectClose(
      gradient.map((_, j) => jacobian[j * rows + i]!),
      gradient,
      1e-14,
    );
    const w = weights[i]!;
    wanted[1 * 5 + 3]! -= w * logN * x;
    wanted[2 * 5 + 4]! -= w * logD * y;
    wanted[3 * 5 + 3]! += w * A * logN * logN * x;
    wanted[4 * 5 + 4]! += w * B * logD * logD * y;
  }
  wanted[3 * 5 + 1] = wanted[1 * 5 + 3]!;
  wanted[4 * 5 + 2] = wanted[2 * 5 + 4]!;
  expectClose(hessian, wanted, 1e-14);
});

describe("derivatives agree with central differences:", () => {
  test.each<[string, Record<string, number>]>([
    ["E + A/N^a + B/D^b", { E: 1.7, A: 30, B: 80, a: 0.4, b: 0.3 }],
    ["E + A*N^-a*(1 + (N/d)^(1/f))^(-c*f)", { E: 0.4, A: 5, a: 0.3, c: 0.8, d: 90, f: 0.4 }],
    ["U = min(N, R*D/10); E + A/U^a + (A/D)^b", { E: 1, A: 3, R: 1.7, a: 0.6, b: 0.7 }],
    ["sigmoid(k*(log(N) - m)) * (1 - g) + g", { k: 1.3, m: 4, g: 0.2 }],
    ["tanh(a*log10(N)) - abs(b - log2(D)) * sqrt(c + N^b)", { a: 0.3, b: 0.5, c: 2 }],
    ["max(a*N, b*D, 40)/exp(c*log(N)) - a/(b + c)", { a: 0.9, b: 1.3, c: 0.4 }],
    ["(a + b*log(N))^c * (N*b)^3 + 2^(a*c) - (-a)^3", { a: 1.2, b: 0.2, c: 1.7 }],
    ["a^b + a^2 + a^a - b^0.5", { a: 1.4, b: 2.2 }],
    ["sin(a*log(N)) * cos(b*D/1e4)^2 + atan(a*b*N)", { a: 1.4, b: 2.2 }],
    ["a", { a: 2, unused: 3 }],
  ])("%s", (text, point) => {
    const names = Object.keys(point);
    const theta = Object.values(point);
    const p = names.length;
    const bound = bind(text, names);
    const jacobianAt = (at: number[]) => {
      const jacobian = new Float64Array(p * rows).fill(Number.NaN);
      const values = new Float64Array(rows);
      bound.jacobian(Float64Array.from(at), values, jacobian);
      expect([...values]).toEqual(evaluate(text, names, at));
      return jacobian;
    };
    const jacobian = jacobianAt(theta);
    const weights = Float64Array.from({ length: rows }, (_, i) => Math.sin(i + 1));
    const hessian = new Float64Array(p * p).fill(Number.NaN);
    bound.hessian(Float64Array.from(theta), weights, hessian);
    for (let j = 0; j < p; j++) {
      const h = 1e-5 * Math.abs(theta[j]!);
      const moved = (by: number) => theta.map((value, k) => (k === j ? value + by : value));
      const [up, down] = [evaluate(text, names, moved(h)), evaluate(text, names, moved(-h))];
      const slope = up.map((value, i) => (value - down[i]!) / (2 * h));
      expectClose(jacobian.subarray(j * rows, (j + 1) * rows), slope, 1e-7);
      const [above, below] = [jacobianAt(moved(h)), jacobianAt(moved(-h))];
      const curvature = names.map((_, k) => {
        let sum = 0;
        for (let i = 0; i < rows; i++) sum += weights[i]! * (above[k * rows + i]! - below[k * rows + i]!);
        return sum / (2 * h);
      });
      expectClose(hessian.subarray(j * p, (j + 1) * p), curvature, 1e-7);
    }
  });
});

describe("values at the edges", () => {
  test.each<[string, number]>([
    ["2^3^2", 512],
    ["2**-1", 0.5],
    ["-2^2", -4],
    ["(-2)^3", -8],
    ["(-2)^0.5", Number.NaN],
    ["8/4/2 - 1 - 2", -2],
    ["2 - -+3", 5],
    ["1.5e-3*1e3 + .5 + 1.", 3],
    ["ln(exp(2)) + min(3, 1, 2) + max(1, 4) + abs(-1)", 8],
    ["log10(1000) + log2(8) + sqrt(4)", 8],
    ["sigmoid(-800) + sigmoid(800) + tanh(1000)", 2],
    ["t = 2; u = t^2; t*u", 8],
    ["1/0", Infinity],
    ["log(0)", -Infinity],
  ])("%s = %d", (text, wanted) => {
    const [value] = evaluate(text, [], []);
    if (Number.isFinite(wanted)) expect(value).toBeCloseTo(wanted, 12);
    else expect(value).toBe(wanted);
  });

  test("powers of zero and of negative numbers", () => {
    const bound = compile("A*x^a", { variables: ["x"], parameters: ["A", "a"] }).bind([Float64Array.of(0, 1, -2)]);
    const [values, jacobian] = [new Float64Array(3), new Float64Array(6)];
    bound.jacobian(Float64Array.of(3, 0.5), values, jacobian);
    expect([...values]).toEqual([0, 3, Number.NaN]);
    expect([...jacobian]).toEqual([0, 1, Number.NaN, 0, 0, Number.NaN]);
    bound.value(Float64Array.of(3, 0), values);
    expect([...values]).toEqual([3, 3, 3]);
    const cube = compile("a^3", { variables: ["x"], parameters: ["a"] }).bind([Float64Array.of(0)]);
    const hessian = new Float64Array(1);
    cube.hessian(Float64Array.of(-2), Float64Array.of(1), hessian);
    expect(hessian[0]).toBe(-12);
    cube.hessian(Float64Array.of(0), Float64Array.of(1), hessian);
    expect(hessian[0]).toBe(0);
  });

  test("no rows, no variables, no parameters", () => {
    const alone = compile("a + 1", { variables: [], parameters: ["a"] }).bind([]);
    const values = new Float64Array(1);
    alone.value(Float64Array.of(2), values);
    expect([...values]).toEqual([3]);
    const empty = compile("a*x", { variables: ["x"], parameters: ["a"] }).bind([new Float64Array(0)]);
    const hessian = Float64Array.of(5);
    empty.hessian(Float64Array.of(2), new Float64Array(0), hessian);
    expect([...hessian]).toEqual([0]);
    const constant = compile("x", { variables: ["x"], parameters: ["a"] }).bind([Float64Array.of(4)]);
    const jacobian = Float64Array.of(9);
    constant.jacobian(Float64Array.of(2), values, jacobian);
    expect([values[0], jacobian[0]]).toEqual([4, 0]);
  });
});

test.each<[string, string[], string[]]>([
  ["E + A/N^alpha + B/D^beta", ["E", "A", "B", "alpha", "beta"], ["E", "A", "B"]],
  ["A*B*N + C", ["A", "B", "C"], ["A", "C"]],
  ["exp(a) + b*N", ["a", "b"], ["b"]],
  ["A/N^A + E", ["A", "E"], ["E"]],
  ["A*N + A*D", ["A"], []],
  ["A*A*N", ["A"], []],
  ["E - (A*N - B/D)*2/C", ["A", "B", "C", "E"], ["E"]],
  ["E - (A*N - B*D)", ["A", "B", "E"], ["A", "B", "E"]],
  ["U = A*N; E + U + U^2", ["A", "E"], ["E"]],
  ["N/A + -B", ["A", "B"], ["B"]],
  ["a1 + a2", ["a2", "a1"], ["a2", "a1"]],
])("linear parameters of %s", (text, parameters, linear) => {
  const program = compile(text, { variables: ["N", "D"], parameters });
  expect(program.linear.map((j) => parameters[j])).toEqual(linear);
});

test("names must be declared, once", () => {
  const symbols = { variables: ["N"], parameters: ["alpha"] };
  expect(() => compile("alhpa*N", symbols)).toThrow("unknown name in expression: alhpa (did you mean alpha?)");
  expect(() => compile("alpha = 2; alpha*N", symbols)).toThrow("invalid name: alpha; expected");
  expect(() => compile("N", { variables: ["N"], parameters: ["N"] })).toThrow("invalid name: N; expected");
  expect(() => compile("N", symbols).bind([])).toThrow("invalid number of columns: 0; expected 1");
});

test("shared parts of exponential size when written out stay small", () => {
  const parts = Array.from({ length: 60 }, (_, i) => `x${i + 1} = x${i} + x${i};`).join(" ");
  const program = compile(`x0 = a*N; ${parts} x60`, { variables: ["N"], parameters: ["a"] });
  const values = new Float64Array(1);
  program.bind([Float64Array.of(3)]).value(Float64Array.of(2), values);
  expect(values[0]).toBe(6 * 2 ** 60);
  expect(program.linear).toEqual([]);
});
