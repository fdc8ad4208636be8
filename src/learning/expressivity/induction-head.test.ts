import { expect, it } from "vitest";
import { chooseProvider } from "../../lab/providers/index.js";
import { rootStream, sampleWithoutReplacement } from "../../numerics/random/index.js";
import { inductionModel, runInduction } from "./induction-head.js";

const algebra = chooseProvider("embedded");
const model = inductionModel({ V: 50, T: 51, beta: 50 });
const half = sampleWithoutReplacement(rootStream(1).child("tokens"), 50, 25);
const sequence = [...half, ...half];
const { attention, predictions } = runInduction(model, sequence, algebra);

it("attends to the token before in layer 1, to what followed last time in layer 2", () => {
  for (let t = 1; t <= 50; t++) expect(attention[0].data[t * 51 + t - 1]).toBeCloseTo(1, 12);
  // Token x_i of the second half stands at position 26 + i; its successor of the first half at 2 + i.
  for (let t = 26; t <= 50; t++) expect(attention[1].data[t * 51 + t - 24]).toBeCloseTo(1, 12);
});

it("predicts the second half, and nothing of the first", () => {
  for (let t = 0; t < 50; t++) {
    const probability = predictions.data[t * 50 + sequence[t]!]!;
    if (t >= 26) expect(-Math.log(probability)).toBeCloseTo(-Math.log(0.999 + 0.001 / 50), 9);
    else if (t < 25) expect(-Math.log(probability)).toBeCloseTo(10.819778284410289, 9);
  }
});

it("is causal: what comes later changes nothing", () => {
  const shorter = runInduction(model, sequence.slice(0, 30), algebra).predictions;
  expect([...shorter.data]).toEqual([...predictions.data.subarray(0, 31 * 50)].map((p) => expect.closeTo(p, 12)));
});
