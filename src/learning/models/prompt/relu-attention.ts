import { matmul, reshape, sum, type Tensor, transpose, type Value } from "../../../tensor/index.js";
import { normalTensor } from "../initial-weights.js";
import type { PromptModel } from "../model.js";
import { gather, lastAlong, queryColumn, shares } from "./columns.js";
import { mapHeads } from "./multi-head-linear-attention.js";

/** `W_Q` and `W_K` of all heads, M × H × (D + 1), and `W_V`, M × (D + 1) × (D + 1). */
export type ReluAttentionWeights<Leaf> = { readonly W_Q: Leaf; readonly W_K: Leaf; readonly W_V: Leaf };

/**
 * ReLU attention, Y = Σ_m W_V^m X ReLU((W_Q^m X)^T W_K^m X)/N (Bai et al., arXiv:2306.04637, definition 1; its residual adds
 * nothing to the prediction, for the query's label is 0). Two heads can hold both signs of a score, so M = 2 unless given;
 * H = 32 as for softmax attention. Assumed: all begin as N(0, 1/(D + 1)).
 */
export function reluAttention({
  D,
  H = 32,
  M = 2,
}: {
  readonly D: number;
  readonly H?: number;
  readonly M?: number;
}): PromptModel<ReluAttentionWeights<Tensor>> {
  const rows = D + 1;
  const sd = 1 / Math.sqrt(rows);
  return {
    name: "ReLU attention",
    init: (stream) => ({
      W_Q: normalTensor(stream.child("W_Q"), [M, H, rows], sd),
      W_K: normalTensor(stream.child("W_K"), [M, H, rows], sd),
      W_V: normalTensor(stream.child("W_V"), [M, rows, rows], sd),
    }),
    apply({ W_Q, W_K, W_V }, X) {
      const parts = shares(X, separateKeys(W_Q, W_K, X), "relu");
      return lastAlong(sum(mapHeads(W_V, gather(X, parts)), 1), 1);
    },
  };
}

/** W_Q^T W_K (x̃, 0) of each head: batch × M × (D + 1). */
function separateKeys(W_Q: Value, W_K: Value, X: Value): Value {
  const [M, H, rows] = W_K.shape;
  const inner = matmul(queryColumn(X), transpose(reshape(W_K, [M * H, rows])));
  return mapHeads(transpose(W_Q, [0, 2, 1]), reshape(inner, [X.shape[0]!, M, H]));
}
