import type { Stream } from "../../numerics/random/stream.js";

/**
 * A binary classification problem for one attention layer: input i is T tokens and a query z_i of d numbers, f(X_i) =
 * vᵀ X_iᵀ softmax(X_i W z_i) with v fixed, loss (1/n) Σ ln(1 + e^{−Y_i f(X_i)}), trained over W.
 * Source: Tarzanagh, Li, Thrampoulidis & Oymak 2023 (arXiv:2308.16898), §2.
 */
export interface AttentionProblem {
  readonly n: number;
  readonly T: number;
  readonly d: number;
  /** n × T × d, row-major. */
  readonly tokens: Float64Array;
  /** n × d. */
  readonly queries: Float64Array;
  /** n × T: score Y_i ⟨v, x_it⟩ of each token; the larger, the better to attend to. */
  readonly scores: Float64Array;
}

/** Tokens, queries and v uniform on the unit sphere, labels ±1 by coin. */
export function drawAttentionProblem(
  stream: Stream,
  { n, T, d }: Pick<AttentionProblem, "n" | "T" | "d">,
): AttentionProblem {
  const tokens = unitRows(stream.child("tokens"), n * T, d);
  const queries = unitRows(stream.child("queries"), n, d);
  const value = unitRows(stream.child("value"), 1, d);
  const labels = stream.child("labels");
  const scores = new Float64Array(n * T);
  for (let i = 0; i < n; i++) {
    const label = labels.integer(2) === 0 ? -1 : 1;
    for (let t = i * T; t < (i + 1) * T; t++) {
      for (let c = 0; c < d; c++) scores[t]! += label * value[c]! * tokens[t * d + c]!;
    }
  }
  return { n, T, d, tokens, queries, scores };
}

/** The token of highest score in each input: what attention should select. */
export function optimalTokens({ n, T, scores }: AttentionProblem): number[] {
  return Array.from({ length: n }, (_, i) => indexOfLargest(scores.subarray(i * T, (i + 1) * T)));
}

/** Attention logits X_i W z_i of input i, for a d × d matrix W, row-major. */
export function attentionLogits({ T, d, tokens, queries }: AttentionProblem, W: Float64Array, i: number): Float64Array {
  const direction = new Float64Array(d);
  for (let a = 0; a < d; a++) {
    for (let b = 0; b < d; b++) direction[a]! += W[a * d + b]! * queries[i * d + b]!;
  }
  const logits = new Float64Array(T);
  for (let t = 0; t < T; t++) {
    for (let a = 0; a < d; a++) logits[t]! += tokens[(i * T + t) * d + a]! * direction[a]!;
  }
  return logits;
}

/** The token that each input attends to most under W. */
export function selectedTokens(problem: AttentionProblem, W: Float64Array): number[] {
  return Array.from({ length: problem.n }, (_, i) => indexOfLargest(attentionLogits(problem, W, i)));
}

/** The position of the largest value; the first of equals. */
function indexOfLargest(values: Float64Array): number {
  let best = 0;
  for (let t = 1; t < values.length; t++) if (values[t]! > values[best]!) best = t;
  return best;
}

function unitRows(stream: Stream, rows: number, d: number): Float64Array {
  const data = stream.fillNormal(new Float64Array(rows * d));
  for (let i = 0; i < rows; i++) {
    const row = data.subarray(i * d, (i + 1) * d);
    const norm = Math.hypot(...row);
    for (let c = 0; c < d; c++) row[c]! /= norm;
  }
  return data;
}
