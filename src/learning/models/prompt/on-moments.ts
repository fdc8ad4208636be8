import { matmul, mul, reshape, sum, transpose, type Value } from "../../../tensor/index.js";
import { lastAlong } from "./columns.js";
import type { MergedWeights, ValueWeights } from "./linear-attention.js";
import type { MultiHeadLinearWeights } from "./multi-head-linear-attention.js";

/** Weights of linear attention with value maps: of one head, or of several and their read-out. */
export type LinearValueWeights<Leaf> = (MergedWeights<Leaf> & ValueWeights<Leaf>) | MultiHeadLinearWeights<Leaf>;

/**
 * Full linear attention, of one head or of several, from the moments of its prompts: ŷ = Σ_h r_h^T S W^h (x̃, 0) with
 * S = X X^T/N (the query's column included) and r_h what the prediction reads of head h: the last row of W_V, or of
 * W_O^h W_V^h (thesis eqs (164), (170)). The same numbers as from the prompts, at a cost that does not grow with N.
 *
 * `moments` S is batch × (D + 1) × (D + 1), `queries` (x̃, 0) batch × (D + 1); batch predictions come back.
 */
export function predictFromMoments(weights: LinearValueWeights<Value>, moments: Value, queries: Value): Value {
  const [batch, rows] = queries.shape as [number, number];
  const reads = readsOf(weights, rows);
  const heads = reads.shape[0]!;
  const maps = transpose(reshape(weights.W, [heads, rows, rows]), [2, 1, 0]);
  const keys = matmul(queries, reshape(maps, [rows, rows * heads]));
  const seen = matmul(reshape(moments, [batch * rows, rows]), transpose(reads));
  return sum(mul(keys, reshape(seen, [batch, rows * heads])), 1);
}

/** r_h of every head: heads × (D + 1). */
function readsOf(weights: LinearValueWeights<Value>, rows: number): Value {
  if (!("W_O" in weights)) return reshape(lastAlong(weights.W_V, 0), [1, rows]);
  const heads = weights.W_V.shape[0]!;
  const readOut = reshape(lastAlong(weights.W_O, 0), [heads, 1, rows]);
  return reshape(matmul(readOut, weights.W_V), [heads, rows]);
}
