import { expect } from "vitest";
import {
  evaluate,
  grad,
  mul,
  type Operand,
  program,
  sizeOf,
  sum,
  type Tensor,
  tensor,
  type Value,
} from "../src/tensor/index.js";
import { expectClose } from "./closeness.js";

/** An operator of tensors, as tests write it. */
export type OperatorUnderTest = (...xs: Value[]) => Value;

/** Numbers without pattern between −1 and 1, none near 0, all different. */
export function samples(shape: readonly number[], seed = 1): Tensor {
  const data = Float64Array.from({ length: sizeOf(shape) }, (_, index) => {
    const wave = Math.sin(12.9898 * (index + 1) + 78.233 * seed) * 43.5453;
    const fraction = wave - Math.floor(wave);
    return (index % 2 === 0 ? 1 : -1) * (0.1 + 0.85 * fraction);
  });
  return tensor(data, shape);
}

/** The tensor with every number replaced. */
export function mapped({ data, shape }: Tensor, fn: (x: number) => number): Tensor {
  return tensor(Float64Array.from(data, fn), shape);
}

/**
 * The value of an operator as a float64 program against plain numbers (1e-14), and as a float32 program against those
 * (1e-6) and jax-js's own kernels (1e-5).
 */
export async function checkValue(operator: OperatorUnderTest, inputs: Tensor[], expected: Tensor): Promise<void> {
  const double = program(operator, { dtype: "float64" });
  const single = program(operator, { dtype: "float32" });
  const result = await double.run(...inputs);
  expect(result.shape).toEqual(expected.shape);
  expectClose(result.data, expected.data, 1e-14, 1);
  const rounded = await single.run(...inputs);
  expectClose(rounded.data, expected.data, 2e-6, 1);
  expectClose(rounded.data, (await evaluate(operator)(...inputs)).data, 1e-5, 1);
  expect((await double.compile(...inputs)).unlowered).toEqual([]);
  await Promise.all([double.dispose(), single.dispose()]);
}

/**
 * The gradient of a weighted sum of an operator's results in all its inputs: the float64 program against central
 * differences (1e-9), the float32 program against that (1e-5) and jax-js's own kernels (1e-5).
 */
export async function checkGradient(operator: OperatorUnderTest, inputs: readonly Tensor[]): Promise<void> {
  const loss = (xs: readonly Value[], weights: Operand) => sum(mul(operator(...xs), weights));
  const size = program((xs: readonly Value[]) => operator(...xs), { dtype: "float64" });
  const weights = samples((await size.run(inputs)).shape, 5);
  const value = program(loss, { dtype: "float64" });
  const slope = program(grad(loss), { dtype: "float64" });
  const single = program(grad(loss), { dtype: "float32" });
  const gradient = await slope.run(inputs, weights);
  const rounded = await single.run(inputs, weights);
  const kernels = await evaluate(grad(loss))(inputs, weights);
  for (const [place, input] of inputs.entries()) {
    const numeric = await centralDifferences(input, async (changed) => {
      const moved = inputs.map((other, index) => (index === place ? changed : other));
      return (await value.run(moved, weights)).data[0]!;
    });
    expectClose(gradient[place]!.data, numeric, 1e-9, 1);
    expectClose(rounded[place]!.data, numeric, 1e-5, 1);
    expectClose(rounded[place]!.data, kernels[place]!.data, 1e-5, 1);
  }
  await Promise.all([size, value, slope, single].map((each) => each.dispose()));
}

/** Derivatives by the five-point rule, whose error is of fourth order in the step. */
async function centralDifferences(at: Tensor, f: (x: Tensor) => Promise<number>): Promise<Float64Array> {
  const step = 1e-3;
  const slopes = new Float64Array(at.data.length);
  for (let index = 0; index < slopes.length; index++) {
    const near = async (steps: number) =>
      f({ data: Float64Array.from(at.data, (x, i) => (i === index ? x + steps * step : x)), shape: at.shape });
    const inner = (await near(1)) - (await near(-1));
    const outer = (await near(2)) - (await near(-2));
    slopes[index] = (8 * inner - outer) / (12 * step);
  }
  return slopes;
}
