import type { Stream } from "../../../numerics/index.js";
import {
  add,
  matmul,
  mul,
  reshape,
  softmax,
  swapaxes,
  type Tensor,
  transpose,
  type Value,
} from "../../../tensor/index.js";
import { type InitialScale, initLinear, type LinearWeights, linear, residualScale } from "./linear.js";

/** The four maps of multi-head attention, each width × width; head h owns columns h·width/heads and on of the first three. */
export type AttentionWeights<Leaf> = {
  readonly query: LinearWeights<Leaf>;
  readonly key: LinearWeights<Leaf>;
  readonly value: LinearWeights<Leaf>;
  readonly output: LinearWeights<Leaf>;
};

/** How a block of attention looks. */
export interface AttentionSetting {
  readonly heads: number;
  /** Added to the scores. */
  readonly mask?: Value | undefined;
  /** Turns queries and keys by their place. */
  readonly rotate?: ((x: Value) => Value) | undefined;
}

/** Weights N(0, 1/width) or as `scale` says. */
export function initAttention(stream: Stream, width: number, scale: InitialScale = {}): AttentionWeights<Tensor> {
  const map = (name: string, own = scale) => initLinear(stream.child(name), [width, width], own);
  return { query: map("query"), key: map("key"), value: map("value"), output: map("output", residualScale(scale)) };
}

/**
 * softmax(Q K^T/√d_k + M) V for each head, joined and mapped by W_O (Vaswani et al., arXiv:1706.03762; thesis eqs
 * (3)-(4), (10), (12)). Queries come from `x` (batch × queries × width), keys and values from `memory`
 * (batch × keys × width): the same sequence for self-attention, the encoder's output for cross-attention.
 */
export function multiHeadAttention(
  weights: AttentionWeights<Value>,
  x: Value,
  memory: Value,
  { heads, mask, rotate = (part) => part }: AttentionSetting,
): Value {
  const [, , width] = x.shape;
  // The queries are scaled, not the scores, which are far more numbers.
  const queries = mul(rotate(splitHeads(linear(weights.query, x), heads)), 1 / Math.sqrt(width / heads));
  const keys = rotate(splitHeads(linear(weights.key, memory), heads));
  const values = splitHeads(linear(weights.value, memory), heads);
  const scores = matmul(queries, swapaxes(keys, -1, -2));
  const shares = softmax(mask === undefined ? scores : add(scores, mask), -1);
  return linear(weights.output, joinHeads(matmul(shares, values)));
}

/** batch × length × width to batch × heads × length × width/heads. */
function splitHeads(x: Value, heads: number): Value {
  const [batch, length, width] = x.shape;
  return transpose(reshape(x, [batch, length, heads, width / heads]), [0, 2, 1, 3]);
}

/** batch × heads × length × size to batch × length × heads·size. */
function joinHeads(x: Value): Value {
  const [batch, heads, length, size] = x.shape;
  return reshape(transpose(x, [0, 2, 1, 3]), [batch, length, heads * size]);
}
