import type { Stream } from "../../../numerics/index.js";
import { matmul, type Tensor, transpose, type Value } from "../../../tensor/index.js";
import { normalTensor } from "../initial-weights.js";
import type { PromptModel } from "../model.js";
import { gatherLabels, predictionOf, queryColumn, shares } from "./columns.js";

/** W, (D + 1) × (D + 1): query and key merged. */
export type MergedWeights<Leaf> = { readonly W: Leaf };

/** W_Q and W_K, each H × (D + 1), in the place of W = W_Q^T W_K. */
export type SeparateWeights<Leaf> = { readonly W_Q: Leaf; readonly W_K: Leaf };

/** W_V, (D + 1) × (D + 1). */
export type ValueWeights<Leaf> = { readonly W_V: Leaf };

/** The dimension D of x, and for separate weights the rows H of W_Q and W_K. */
export interface PromptAttentionSizes {
  readonly D: number;
  readonly H?: number;
}

/**
 * Simplified linear attention, Y = X X^T W X/N (thesis eqs (121), (163), (171)). W begins as N(0, 1/(D + 1)), as in the
 * code of arXiv:2408.02288 (which divides by N + 1 instead of N).
 */
export function simplifiedLinearAttention({ D }: PromptAttentionSizes): PromptModel<MergedWeights<Tensor>> {
  return {
    name: "SLA",
    init: (stream) => ({ W: initMap(stream.child("W"), D) }),
    apply: ({ W }, X) => gatherLabels(X, shares(X, mergedKey(W, X), "linear")),
  };
}

/**
 * The same with separate weights, Y = X X^T W_Q^T W_K X/N (thesis eq. (172)). Both begin as N(0, 1/(D + 1)) with
 * H = D + 1, as in that code.
 */
export function separateLinearAttention({ D, H = D + 1 }: PromptAttentionSizes): PromptModel<SeparateWeights<Tensor>> {
  return {
    name: "SLA, separate",
    init: (stream) => initSeparate(stream, D, H),
    apply: (weights, X) => gatherLabels(X, shares(X, separateKey(weights, X), "linear")),
  };
}

/** Full linear attention of the zoo, Y = W_V X X^T W X/N (thesis eq. (164)). Assumed: both begin as N(0, 1/(D + 1)). */
export function fullLinearAttention({
  D,
}: PromptAttentionSizes): PromptModel<MergedWeights<Tensor> & ValueWeights<Tensor>> {
  return {
    name: "FLA",
    init: (stream) => ({ W: initMap(stream.child("W"), D), W_V: initMap(stream.child("W_V"), D) }),
    apply: ({ W, W_V }, X) => predictionOf(W_V, X, shares(X, mergedKey(W, X), "linear")),
  };
}

/** Linear attention with Q, K and V apart, Y = W_V X X^T W_Q^T W_K X/N (thesis eq. (120)); begins as the others do. */
export function linearAttention({
  D,
  H = D + 1,
}: PromptAttentionSizes): PromptModel<SeparateWeights<Tensor> & ValueWeights<Tensor>> {
  return {
    name: "FLA, separate",
    init: (stream) => ({ ...initSeparate(stream, D, H), W_V: initMap(stream.child("W_V"), D) }),
    apply: (weights, X) => predictionOf(weights.W_V, X, shares(X, separateKey(weights, X), "linear")),
  };
}

/** A square map of the rows of X, N(0, 1/(D + 1)). */
export function initMap(stream: Stream, D: number): Tensor {
  return normalTensor(stream, [D + 1, D + 1], 1 / Math.sqrt(D + 1));
}

/** W_Q and W_K, N(0, 1/(D + 1)). */
export function initSeparate(stream: Stream, D: number, H: number): SeparateWeights<Tensor> {
  const map = (name: string) => normalTensor(stream.child(name), [H, D + 1], 1 / Math.sqrt(D + 1));
  return { W_Q: map("W_Q"), W_K: map("W_K") };
}

/** W (x̃, 0): batch × (D + 1). */
function mergedKey(W: Value, X: Value): Value {
  return matmul(queryColumn(X), transpose(W));
}

/** W_Q^T W_K (x̃, 0): batch × (D + 1). */
export function separateKey({ W_Q, W_K }: SeparateWeights<Value>, X: Value): Value {
  return matmul(matmul(queryColumn(X), transpose(W_K)), W_Q);
}
