import { expect, it } from "vitest";
import { chooseProvider } from "../../lab/providers/index.js";
import { rootStream } from "../../numerics/random/index.js";
import { estimate } from "../../numerics/statistics/index.js";
import { drawNetworkExamples, learnByDecomposition, learnLinearly, recoveryProbability } from "./decomposition.js";

const algebra = chooseProvider("embedded");
const draw = (n: number, i: number) => drawNetworkExamples(rootStream(1).child(n, i), { d: 10, k: 4, n: n + 1 });

it("has outputs of mean square d", () => {
  const squares = Array.from({ length: 3000 }, (_, i) => draw(0, i).outputs[0]! ** 2);
  const { value, stderr } = estimate(squares);
  expect(Math.abs(value! - 10)).toBeLessThan(4 * stderr!);
});

it("recovers the network exactly where each neuron was active in d examples", () => {
  for (let i = 0; i < 40; i++) {
    const { error, recovered } = learnByDecomposition(draw(30, i), algebra);
    if (recovered) expect(error).toBeLessThan(1e-20);
  }
});

it("recovers it as often as the binomial law says", () => {
  const shares = estimate(
    Array.from({ length: 300 }, (_, i) => (learnByDecomposition(draw(25, i), algebra).recovered ? 1 : 0)),
  );
  expect(Math.abs(shares.value! - recoveryProbability({ d: 10, k: 4, n: 25 }))).toBeLessThan(4 * shares.stderr!);
});

it("does not learn the function from inputs and outputs alone", () => {
  const errors = Array.from({ length: 100 }, (_, i) => learnLinearly(draw(60, i), algebra));
  expect(Math.min(...errors)).toBeGreaterThan(1e-12);
});
