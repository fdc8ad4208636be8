import { expect, it } from "vitest";
import { rootStream } from "../../numerics/random/index.js";
import { softmaxRegressionErrors } from "./softmax-regression.js";

it("averages the labels at β = 0, whose error is 1 + 1/N", () => {
  const [error] = softmaxRegressionErrors([0], { d: 3, N: 10, prompts: 4000 }, rootStream(1).child("x"));
  expect(error).toBeCloseTo(1.1, 1);
});

it("tends to exact regression at β = 1 as the prompt grows, in one dimension", () => {
  const error = (N: number) => softmaxRegressionErrors([1], { d: 1, N, prompts: 400 }, rootStream(1).child("x"))[0]!;
  expect(error(3000)).toBeLessThan(0.03);
  expect(error(3000)).toBeLessThan(error(30) / 5);
});
