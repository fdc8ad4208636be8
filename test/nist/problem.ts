import { compile, parseExpression, symbolsOf } from "../../src/laws/expression/index.js";
import type { LeastSquaresProblem } from "../../src/numerics/index.js";

/** A problem of the NIST StRD collection for non-linear regression, as in its file. */
export interface NistProblem {
  readonly name: string;
  readonly starts: readonly [Float64Array, Float64Array];
  /** To 11 digits. */
  readonly certified: Float64Array;
  /** Certified sum of squared residuals. */
  readonly squares: number;
  readonly leastSquares: LeastSquaresProblem;
}

/** A copy of Roszman1 is about that gives b1 as 1.20196866396; NIST's value has the certified sum of squares. */
const misprints: Readonly<Record<string, readonly [index: number, value: number]>> = {
  Roszman1: [0, 2.0196866396e-1],
};

/** Reads a file of the collection; the model in its header becomes an expression of ours. */
export function parseNist(text: string): NistProblem {
  const lines = text.split(/\r?\n/);
  const rows = lines.map((line) => /^\s*b\d+ =\s+(.*)$/.exec(line)?.[1]).filter((row) => row !== undefined);
  const parameters = rows.map((row) => row.trim().split(/\s+/).map(Number));
  const model = modelOf(lines);
  const variables = symbolsOf(model.expression).filter((name) => /^x\d?$/.test(name));
  const names = parameters.map((_, j) => `b${j + 1}`);
  const { y, columns } = dataOf(lines);
  const target = model.logarithmic ? y.map(Math.log) : y;
  const bound = compile(model.expression, { variables, parameters: names }).bind(columns);
  const values = new Float64Array(y.length);
  const name = /Dataset Name:\s+(\S+)/.exec(text)![1]!;
  const [misprinted, right] = misprints[name] ?? [-1, 0];
  return {
    name,
    starts: [Float64Array.from(parameters, (row) => row[0]!), Float64Array.from(parameters, (row) => row[1]!)],
    certified: Float64Array.from(parameters, (row, j) => (j === misprinted ? right : row[2]!)),
    squares: Number(/Residual Sum of Squares:\s+(\S+)/.exec(text)![1]),
    leastSquares: {
      size: y.length,
      residuals: (theta, out) => {
        bound.value(theta, out);
        for (let i = 0; i < out.length; i++) out[i]! -= target[i]!;
      },
      jacobian: (theta, out) => bound.jacobian(theta, values, out),
    },
  };
}

/** The right-hand side below "Model:", and whether the left-hand side is log[y]. */
function modelOf(lines: readonly string[]) {
  const from = lines.findIndex((line) => line.startsWith("Model:"));
  const to = lines.findIndex((line, i) => i > from && /starting values/i.test(line));
  const text = lines.slice(from, to).join(" ").replaceAll("[", "(").replaceAll("]", ")").replaceAll("arctan", "atan");
  const [, left, right] = /\s(y|log\(y\))\s*=(.*)\+\s*e\s*$/.exec(text)!;
  return { logarithmic: left !== "y", expression: parseExpression(`pi = ${Math.PI}; ${right}`) };
}

/** The response and the predictors below the last "Data:". */
function dataOf(lines: readonly string[]) {
  const from = lines.findLastIndex((line) => line.startsWith("Data:"));
  const table = lines.slice(from + 1).filter((line) => line.trim() !== "");
  const numbers = table.map((line) => line.trim().split(/\s+/).map(Number));
  const column = (j: number) => Float64Array.from(numbers, (row) => row[j]!);
  return { y: column(0), columns: numbers[0]!.slice(1).map((_, j) => column(j + 1)) };
}

/** Correct digits: the least −log₁₀ of the relative errors of the parameters, at most the 11 that are certified. */
export function digits(theta: Float64Array, certified: Float64Array): number {
  const errors = certified.map((value, j) => Math.abs(theta[j]! - value) / Math.abs(value));
  return Math.min(11, ...errors.map((error) => (Number.isFinite(error) ? -Math.log10(error || 1e-16) : 0)));
}
