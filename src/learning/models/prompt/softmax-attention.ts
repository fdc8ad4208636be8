import type { Stream } from "../../../numerics/index.js";
import { matmul, mul, type Tensor, transpose, type Value } from "../../../tensor/index.js";
import type { PromptModel } from "../model.js";
import { gather, lastAlong, shares } from "./columns.js";
import {
  initMap,
  initSeparate,
  type PromptAttentionSizes,
  type SeparateWeights,
  separateKey,
  type ValueWeights,
} from "./linear-attention.js";

/** W_Q, W_K (H × (D + 1)) and W_V ((D + 1) × (D + 1)). */
export type SoftmaxAttentionWeights<Leaf> = SeparateWeights<Leaf> & ValueWeights<Leaf>;

/**
 * Softmax attention, Y = W_V X softmax((W_Q X)^T W_K X/√D), each column normalised (thesis eq. (165)). The query takes
 * part with its label 0. H = 32 as in fig. 15; assumed: all begin as N(0, 1/(D + 1)).
 */
export function softmaxAttention({ D, H = 32 }: PromptAttentionSizes): PromptModel<SoftmaxAttentionWeights<Tensor>> {
  return {
    name: "SA",
    init: (stream) => initSoftmaxAttention(stream, D, H),
    apply: (weights, X) => lastAlong(softmaxAttentionColumn(weights, X), 1),
  };
}

/** The weights of eq. (165), N(0, 1/(D + 1)). */
export function initSoftmaxAttention(stream: Stream, D: number, H: number): SoftmaxAttentionWeights<Tensor> {
  return { ...initSeparate(stream, D, H), W_V: initMap(stream.child("W_V"), D) };
}

/** The query's column of eq. (165): batch × (D + 1). */
export function softmaxAttentionColumn(weights: SoftmaxAttentionWeights<Value>, X: Value): Value {
  const D = X.shape[1]! - 1;
  const key = mul(separateKey(weights, X), 1 / Math.sqrt(D));
  return matmul(gather(X, shares(X, key, "softmax")), transpose(weights.W_V));
}
