import { matmul, reshape, type Tensor, transpose, type Value } from "../../../tensor/index.js";
import { normalTensor } from "../initial-weights.js";
import type { PromptModel } from "../model.js";
import { gather, lastAlong, queryColumn, shares } from "./columns.js";

/** `W` and `W_V` of all heads, M × (D + 1) × (D + 1), and the read-out `W_O`, (D + 1) × M(D + 1). */
export type MultiHeadLinearWeights<Leaf> = { readonly W: Leaf; readonly W_V: Leaf; readonly W_O: Leaf };

/**
 * Multi-head linear attention, Y = W_O [Y¹; …; Y^M] with the full linear attention of eq. (164) in each head (thesis
 * eq. (170), where W_O has D rows; with those there would be no entry D + 1 to predict with, so it has D + 1 here).
 * Assumed: all begin as N(0, 1/inputs).
 */
export function multiHeadLinearAttention({
  D,
  M = 10,
}: {
  readonly D: number;
  readonly M?: number;
}): PromptModel<MultiHeadLinearWeights<Tensor>> {
  const rows = D + 1;
  return {
    name: "MHLA",
    init: (stream) => ({
      W: normalTensor(stream.child("W"), [M, rows, rows], 1 / Math.sqrt(rows)),
      W_V: normalTensor(stream.child("W_V"), [M, rows, rows], 1 / Math.sqrt(rows)),
      W_O: normalTensor(stream.child("W_O"), [rows, M * rows], 1 / Math.sqrt(M * rows)),
    }),
    apply({ W, W_V, W_O }, X) {
      const batch = X.shape[0]!;
      const keys = reshape(matmul(queryColumn(X), transpose(reshape(W, [M * rows, rows]))), [batch, M, rows]);
      const heads = mapHeads(W_V, gather(X, shares(X, keys, "linear")));
      return lastAlong(matmul(reshape(heads, [batch, M * rows]), transpose(W_O)), 1);
    },
  };
}

/** W^h x^h for each head h: maps heads × rows × inputs, x batch × heads × inputs; batch × heads × rows. */
export function mapHeads(maps: Value, x: Value): Value {
  return transpose(matmul(transpose(x, [1, 0, 2]), transpose(maps, [0, 2, 1])), [1, 0, 2]);
}
