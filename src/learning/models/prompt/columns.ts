import {
  matmul,
  mul,
  relu,
  reshape,
  slice,
  softmax,
  squeeze,
  sum,
  swapaxes,
  transpose,
  type Value,
} from "../../../tensor/index.js";

/*
 * Of the output Y, (D + 1) × (N + 1), of attention on a prompt X the prediction is the entry Y_{D+1,N+1}, so only the
 * column of the query is ever computed.
 */

/** What the scores s of the columns become: s/N, ReLU(s)/N (Bai et al., arXiv:2306.04637), or softmax(s). */
export type Kernel = "linear" | "relu" | "softmax";

/** The query's column (x̃, 0) of every prompt: batch × (D + 1). */
export function queryColumn(X: Value): Value {
  return lastAlong(X, 2);
}

/**
 * How much of each column is taken: batch × (N + 1), or batch × heads × (N + 1). `key` (batch × (D + 1), or batch × heads ×
 * (D + 1)) is what the columns are multiplied with: W (x̃, 0). It is W_K that meets the query and W_Q the context, in
 * the order of the thesis's equations.
 */
export function shares(X: Value, key: Value, kernel: Kernel): Value {
  const scores = ofHeads(key, (keys) => matmul(keys, X));
  if (kernel === "softmax") return softmax(scores, -1);
  const N = X.shape[2]! - 1;
  return mul(kernel === "relu" ? relu(scores) : scores, 1 / N);
}

/** Σ_i share_i X_i, where X_i is column i: batch × (D + 1), or batch × heads × (D + 1). */
export function gather(X: Value, parts: Value): Value {
  return ofHeads(parts, (all) => matmul(all, swapaxes(X, 1, 2)));
}

/** Σ_i share_i y_i for one head: batch. Only the last row of X is read. */
export function gatherLabels(X: Value, parts: Value): Value {
  return sum(mul(parts, lastAlong(X, 1)), 1);
}

/** The last entry of W_V Σ_i share_i X_i for one head: batch. */
export function predictionOf(W_V: Value, X: Value, parts: Value): Value {
  return lastAlong(matmul(gather(X, parts), transpose(W_V)), 1);
}

/** The last entry along an axis, which goes. */
export function lastAlong(x: Value, axis: number): Value {
  const starts = x.shape.map((_, i) => (i === axis ? -1 : 0));
  return squeeze(slice(x, starts, []), axis);
}

/** Applies `f`, which works on batch × heads × k, to that or (as one head) to batch × k. */
function ofHeads(x: Value, f: (x: Value) => Value): Value {
  if (x.shape.length === 3) return f(x);
  const [batch, length] = x.shape;
  const result = f(reshape(x, [batch, 1, length]));
  return reshape(result, [batch, result.shape[2]!]);
}
