import { add, relu, type Tensor } from "../../../tensor/index.js";
import type { PromptModel } from "../model.js";
import { initLinear, type LinearWeights, linear } from "../transformer/linear.js";
import { lastAlong, queryColumn } from "./columns.js";
import type { PromptAttentionSizes } from "./linear-attention.js";
import { initSoftmaxAttention, type SoftmaxAttentionWeights, softmaxAttentionColumn } from "./softmax-attention.js";

/** Softmax attention and the two layers (W₁, b₁), (W₂, b₂) after it, transposed: inputs × outputs. */
export type SmallEncoderWeights<Leaf> = {
  readonly attention: SoftmaxAttentionWeights<Leaf>;
  readonly first: LinearWeights<Leaf>;
  readonly second: LinearWeights<Leaf>;
};

/**
 * The small encoder, z₁ = Y_SA(X) + X, Y = z₁ + W₂ ReLU(W₁ z₁ + b₁) + b₂ (thesis eqs (166)-(169)), without norms.
 * H = 32 as in fig. 15; assumed: the layer between is H wide too, weights begin as N(0, 1/inputs), b₁ = b₂ = 0.
 */
export function smallEncoder({ D, H = 32 }: PromptAttentionSizes): PromptModel<SmallEncoderWeights<Tensor>> {
  return {
    name: "TF",
    init: (stream) => ({
      attention: initSoftmaxAttention(stream.child("attention"), D, H),
      first: initLinear(stream.child("first"), [D + 1, H], { bias: true }),
      second: initLinear(stream.child("second"), [H, D + 1], { bias: true }),
    }),
    apply({ attention, first, second }, X) {
      const z1 = add(softmaxAttentionColumn(attention, X), queryColumn(X));
      return lastAlong(add(z1, linear(second, relu(linear(first, z1)))), 1);
    },
  };
}
