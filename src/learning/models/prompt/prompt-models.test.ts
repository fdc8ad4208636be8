import { describe, expect, it } from "vitest";
import { matricesOf, plus, product, type Rows, rowsOf, transposed } from "../../../../test/reference-models/arrays.js";
import { referenceLinear } from "../../../../test/reference-models/blocks.js";
import { deviation, gradientDeviation } from "../../../../test/reference-models/check-gradient.js";
import { perturbed } from "../../../../test/reference-models/perturbed.js";
import { mergedOf, referencePromptAttention } from "../../../../test/reference-models/prompt-attention.js";
import { rootStream } from "../../../numerics/index.js";
import { type Mapped, mean, program, square, type Tensor, type Value, valueAndGrad } from "../../../tensor/index.js";
import type { LinearWeights } from "../transformer/linear.js";
import { promptModel, promptModels } from "./zoo.js";

const D = 3;
const N = 5;
const stream = rootStream(4).child("prompt models");
const prompts: Tensor = (() => {
  const data = stream.child("prompts").fillNormal(new Float64Array(4 * (D + 1) * (N + 1)));
  for (let k = 0; k < 4; k++) data[(k + 1) * (D + 1) * (N + 1) - 1] = 0;
  return { data, shape: [4, D + 1, N + 1] };
})();

type Weights = Record<string, Tensor>;

/** Y of one prompt by the whole matrices of the equations. */
const references: Record<keyof typeof promptModels, (weights: never, X: Rows) => Rows> = {
  sla: ({ W }: Weights, X) => referencePromptAttention(X, { merged: rowsOf(W!), shape: "linear" }),
  separate: ({ W_Q, W_K }: Weights, X) =>
    referencePromptAttention(X, { merged: mergedOf(W_Q!, W_K!), shape: "linear" }),
  fla: ({ W, W_V }: Weights, X) =>
    referencePromptAttention(X, { merged: rowsOf(W!), value: rowsOf(W_V!), shape: "linear" }),
  qkv: ({ W_Q, W_K, W_V }: Weights, X) =>
    referencePromptAttention(X, { merged: mergedOf(W_Q!, W_K!), value: rowsOf(W_V!), shape: "linear" }),
  mhla({ W, W_V, W_O }: Weights, X) {
    const values = matricesOf(W_V!);
    const heads = matricesOf(W!).flatMap((merged, h) =>
      referencePromptAttention(X, { merged, value: values[h]!, shape: "linear" }),
    );
    return product(rowsOf(W_O!), heads);
  },
  sa: softmaxReference,
  relu({ W_Q, W_K, W_V }: Weights, X) {
    const [queries, keys, values] = [matricesOf(W_Q!), matricesOf(W_K!), matricesOf(W_V!)];
    return queries
      .map((query, m) => {
        const merged = product(transposed(query), keys[m]!);
        return referencePromptAttention(X, { merged, value: values[m]!, shape: "relu" });
      })
      .reduce(plus);
  },
  tf(weights: { attention: Weights; first: LinearWeights<Tensor>; second: LinearWeights<Tensor> }, X) {
    const z1 = transposed(plus(softmaxReference(weights.attention, X), X));
    const z2 = referenceLinear(weights.first, z1).map((row) => row.map((value) => Math.max(0, value)));
    return transposed(plus(z1, referenceLinear(weights.second, z2)));
  },
};

function softmaxReference({ W_Q, W_K, W_V }: Weights, X: Rows): Rows {
  const scale = 1 / Math.sqrt(D);
  return referencePromptAttention(X, {
    ...{ merged: mergedOf(W_Q!, W_K!), value: rowsOf(W_V!) },
    ...{ shape: "softmax", scale },
  });
}

describe.each(Object.keys(promptModels) as (keyof typeof promptModels)[])("%s", (name) => {
  const model = promptModel(name, { D, N });
  const weights = perturbed(model.init(stream.child(name)), stream.child(name, "noise"));
  const predictionsOf = (own: typeof weights) =>
    matricesOf(prompts).map((X) => references[name](own as never, X)[D]![N]!);

  it.each([
    ["float64", 1e-12],
    ["float32", 1e-5],
  ] as const)("predicts what the whole matrices of its equation do, in %s", async (dtype, tolerance) => {
    const { data, shape } = await program(model.apply, { dtype }).run(weights, prompts);
    expect(shape).toEqual([4]);
    expect(deviation(data, predictionsOf(weights))).toBeLessThan(tolerance);
  });

  it("has the gradient that central differences of the equation have", async () => {
    const loss = (own: Mapped<typeof weights, Value>, X: Value) => mean(square(model.apply(own, X)));
    const [, gradient] = await program(valueAndGrad(loss), { dtype: "float64" }).run(weights, prompts);
    const plain = (own: typeof weights) => predictionsOf(own).reduce((total, y) => total + (y * y) / 4, 0);
    expect(gradientDeviation(plain, { weights, gradient, stream: stream.child("directions") })).toBeLessThan(1e-9);
  });
});
