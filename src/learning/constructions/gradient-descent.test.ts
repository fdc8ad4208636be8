import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sharedFile } from "../../../test/shared-data.js";
import { chooseProvider } from "../../lab/providers/index.js";
import { matrix } from "../../numerics/linear-algebra/matrix.js";
import { rowOf } from "../../numerics/linear-algebra/rows.js";
import { rootStream } from "../../numerics/random/index.js";
import { attentionLayer, dot } from "./attention-layer.js";
import { descendByAttention, gradientDescentHeads, masks } from "./gradient-descent.js";
import { leastSquaresDescent, onlineDescent } from "./least-squares-descent.js";
import { type Prompt, regressionTokens } from "./prompt.js";

const algebra = chooseProvider("embedded");

function randomPrompt(N: number, d: number, seed: number): Prompt {
  const stream = rootStream(seed);
  const X = matrix(N, d, stream.fillNormal(new Float64Array(N * d)));
  const w = stream.fillNormal(new Float64Array(d));
  const y = Float64Array.from({ length: N }, (_, i) => dot(w, rowOf(X, i)) + 0.1 * stream.normal());
  return { X, y, query: stream.fillNormal(new Float64Array(d)) };
}

const file = sharedFile("..", "theory", "vectors", "icl_reference.json");

it.skipIf(!file)("gives the published predictions", () => {
  const vector = JSON.parse(readFileSync(file!, "utf8")).vonOswald;
  const prompt: Prompt = {
    X: matrix(5, 3, Float64Array.from(vector.X.flat())),
    y: Float64Array.from(vector.y),
    query: Float64Array.from(vector.xq),
  };
  const predictions = descendByAttention(prompt, { eta: vector.eta, layers: 4 }, algebra);
  predictions.forEach((prediction, l) => {
    expect(Math.abs(prediction - vector.pred_attention[l])).toBeLessThan(1e-11);
  });
});

describe("layers with hand-set weights", () => {
  const prompt = randomPrompt(8, 5, 1);
  const start = rootStream(2).fillNormal(new Float64Array(5));

  it.each([
    ["zero", undefined],
    ["elsewhere", start],
  ])("take the steps of gradient descent from %s", (_, from) => {
    const predictions = descendByAttention(prompt, { eta: 0.3, layers: 12, ...(from && { start: from }) }, algebra);
    const weights = leastSquaresDescent(prompt, { eta: 0.3, steps: 12, ...(from && { start: from }) });
    weights.forEach((w, l) => {
      expect(Math.abs(predictions[l]! - dot(w, prompt.query))).toBeLessThan(1e-12);
    });
  });

  it("take one step on the examples before each one under a causal mask", () => {
    const layer = gradientDescentHeads({ d: 5, rate: 0.3 });
    const strict = (j: number, i: number) => i < j;
    const tokens = attentionLayer(regressionTokens(prompt), layer, algebra, { mask: strict });
    for (let j = 1; j < 8; j++) {
      const before = { X: matrix(j, 5, prompt.X.data.slice(0, 5 * j)), y: prompt.y.slice(0, j) };
      const [w] = leastSquaresDescent(before, { eta: 0.3 * j, steps: 1 });
      const predicted = prompt.y[j]! - tokens.data[j * 6 + 5]!;
      expect(Math.abs(predicted - dot(w!, rowOf(prompt.X, j)))).toBeLessThan(1e-12);
    }
  });

  it("deep under a causal mask is one online pass that fits each example as it comes", () => {
    const few = randomPrompt(5, 5, 3);
    const predictions = descendByAttention(few, { eta: 0.5, layers: 2000, mask: masks.causal(5) }, algebra);
    expect(Math.abs(predictions.at(-1)! - dot(onlineDescent(few, "full"), few.query))).toBeLessThan(1e-12);
  });

  it("precondition the inputs of the next layer by I − γXᵀX (GD++)", () => {
    const gamma = 0.02;
    const [first, second] = descendByAttention(prompt, { eta: 0.3, layers: 2, gamma }, algebra);
    const [w] = leastSquaresDescent(prompt, { eta: 0.3, steps: 1 });
    const precondition = (x: Float64Array) => {
      const product = x.slice();
      for (let i = 0; i < 8; i++) {
        const example = rowOf(prompt.X, i);
        for (let a = 0; a < 5; a++) product[a]! -= gamma * dot(example, x) * example[a]!;
      }
      return product;
    };
    let expected = dot(w!, prompt.query);
    expect(Math.abs(first! - expected)).toBeLessThan(1e-12);
    for (let i = 0; i < 8; i++) {
      const example = rowOf(prompt.X, i);
      const residual = prompt.y[i]! - dot(w!, example);
      expected += (0.3 / 8) * residual * dot(precondition(example), precondition(prompt.query));
    }
    expect(Math.abs(second! - expected)).toBeLessThan(1e-12);
  });
});

it("refuses heads of another size and examples without targets", () => {
  const prompt = randomPrompt(4, 3, 5);
  const heads = gradientDescentHeads({ d: 2, rate: 1 });
  expect(() => attentionLayer(regressionTokens(prompt), heads, algebra)).toThrow("invalid head: 3 × 3; expected");
  expect(() => regressionTokens({ ...prompt, y: new Float64Array(3) })).toThrow("invalid number of targets: 3");
});
