import { expect, it } from "vitest";
import { rootStream } from "../../../numerics/index.js";
import { program, type Tensor } from "../../../tensor/index.js";
import { predictFromStatistics, separateLinearAttention, simplifiedLinearAttention } from "./index.js";

const [batch, D, N] = [4, 3, 7];

/** Prompts of random numbers with an unlabelled query, and their statistics by plain loops. */
function promptsAndStatistics() {
  const X = rootStream(1).fillNormal(new Float64Array(batch * (D + 1) * (N + 1)));
  const features = new Float64Array(batch * (D + 1));
  const queries = new Float64Array(batch * (D + 1));
  for (let b = 0; b < batch; b++) {
    const at = (row: number, column: number) => (b * (D + 1) + row) * (N + 1) + column;
    X[at(D, N)] = 0;
    for (let row = 0; row <= D; row++) {
      for (let i = 0; i < N; i++) features[b * (D + 1) + row]! += (X[at(row, i)]! * X[at(D, i)]!) / N;
      queries[b * (D + 1) + row] = X[at(row, N)]!;
    }
  }
  const shaped = (data: Float64Array): Tensor => ({ data, shape: [batch, D + 1] });
  return {
    prompts: { data: X, shape: [batch, D + 1, N + 1] },
    features: shaped(features),
    queries: shaped(queries),
  };
}

it.each([
  ["merged", simplifiedLinearAttention],
  ["separate", separateLinearAttention],
] as const)("predicts what %s attention on the prompts predicts", async (_kind, modelOf) => {
  const { prompts, features, queries } = promptsAndStatistics();
  const model = modelOf({ D });
  const weights = model.init(rootStream(2));
  const [onPrompts, onStatistics] = [
    program(model.apply as never, { dtype: "float64" }),
    program(predictFromStatistics as never, { dtype: "float64" }),
  ];
  const expected = (await onPrompts.run(weights as never, prompts as never)) as unknown as Tensor;
  const found = (await onStatistics.run(weights as never, features as never, queries as never)) as unknown as Tensor;
  expect(found.shape).toEqual([batch]);
  for (const [i, value] of found.data.entries()) expect(value).toBeCloseTo(expected.data[i]!, 13);
});
