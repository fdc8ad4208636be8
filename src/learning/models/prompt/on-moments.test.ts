import { expect, it } from "vitest";
import { rootStream } from "../../../numerics/index.js";
import { program, type Tensor } from "../../../tensor/index.js";
import { fullLinearAttention, multiHeadLinearAttention, predictFromMoments } from "./index.js";

const [batch, D, N] = [4, 3, 7];

/** Prompts of random numbers with an unlabelled query, and their moments by plain loops. */
function promptsAndMoments() {
  const X = rootStream(1).fillNormal(new Float64Array(batch * (D + 1) * (N + 1)));
  const moments = new Float64Array(batch * (D + 1) * (D + 1));
  const queries = new Float64Array(batch * (D + 1));
  for (let b = 0; b < batch; b++) {
    const at = (row: number, column: number) => (b * (D + 1) + row) * (N + 1) + column;
    X[at(D, N)] = 0;
    for (let row = 0; row <= D; row++) {
      queries[b * (D + 1) + row] = X[at(row, N)]!;
      for (let other = 0; other <= D; other++) {
        for (let i = 0; i <= N; i++) {
          moments[(b * (D + 1) + row) * (D + 1) + other]! += (X[at(row, i)]! * X[at(other, i)]!) / N;
        }
      }
    }
  }
  return {
    prompts: { data: X, shape: [batch, D + 1, N + 1] },
    moments: { data: moments, shape: [batch, D + 1, D + 1] },
    queries: { data: queries, shape: [batch, D + 1] },
  };
}

it.each([
  ["full", fullLinearAttention],
  ["multi-head", multiHeadLinearAttention],
] as const)("predicts what %s linear attention on the prompts predicts", async (_kind, modelOf) => {
  const { prompts, moments, queries } = promptsAndMoments();
  const model = modelOf({ D });
  const weights = model.init(rootStream(2));
  const [onPrompts, onMoments] = [
    program(model.apply as never, { dtype: "float64" }),
    program(predictFromMoments as never, { dtype: "float64" }),
  ];
  const expected = (await onPrompts.run(weights as never, prompts as never)) as unknown as Tensor;
  const found = (await onMoments.run(weights as never, moments as never, queries as never)) as unknown as Tensor;
  expect(found.shape).toEqual([batch]);
  for (const [i, value] of found.data.entries()) expect(value).toBeCloseTo(expected.data[i]!, 12);
});
