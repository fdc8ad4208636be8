import type { AttentionWeights, FeedForwardWeights, LinearWeights, NormWeights } from "../../src/learning/index.js";
import type { Tensor } from "../../src/tensor/index.js";
import { product, type Rows, rowsOf, vectorOf } from "./arrays.js";

/** x W + b, row by row. */
export function referenceLinear(weights: LinearWeights<Tensor>, x: Rows): Rows {
  const mapped = product(x, rowsOf(weights.weight));
  if (weights.bias === undefined) return mapped;
  const bias = vectorOf(weights.bias);
  return mapped.map((row) => row.map((value, j) => value + bias[j]!));
}

/** Thesis eq. (7) where there is a bias, eq. (8) where there is none, each with 1e-5 under the root. */
export function referenceNorm(weights: NormWeights<Tensor>, x: Rows): Rows {
  const gain = vectorOf(weights.gain);
  const bias = weights.bias === undefined ? undefined : vectorOf(weights.bias);
  return x.map((row) => {
    let mean = 0;
    if (bias) for (const value of row) mean += value / row.length;
    let power = 0;
    for (const value of row) power += (value - mean) ** 2 / row.length;
    return row.map((value, j) => ((value - mean) / Math.sqrt(power + 1e-5)) * gain[j]! + (bias ? bias[j]! : 0));
  });
}

/** Thesis eq. (6) with ReLU, or with GELU in the form x/2 (1 + tanh(√(2/π)(x + 0.044715 x³))). */
export function referenceFeedForward(weights: FeedForwardWeights<Tensor>, x: Rows, activation: "relu" | "gelu"): Rows {
  const bent = referenceLinear(weights.up, x).map((row) =>
    row.map((value) => {
      if (activation === "relu") return Math.max(value, 0);
      return (value / 2) * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (value + 0.044715 * value ** 3)));
    }),
  );
  return referenceLinear(weights.down, bent);
}

/** What the loops of attention are told: how many heads, who may see whom, and whether positions rotate. */
export interface ReferenceAttention {
  readonly heads: number;
  readonly visible: (queryPosition: number, keyPosition: number) => boolean;
  readonly rotary: boolean;
}

/** Thesis eqs (3), (4), (10), (12): each head, each query, each key in turn. `memory` gives the keys and values. */
export function referenceAttention(
  weights: AttentionWeights<Tensor>,
  x: Rows,
  memory: Rows,
  { heads, visible, rotary }: ReferenceAttention,
): Rows {
  const queries = referenceLinear(weights.query, x);
  const keys = referenceLinear(weights.key, memory);
  const values = referenceLinear(weights.value, memory);
  const size = queries[0]!.length / heads;
  const joined = x.map((_, i) => {
    const row: number[] = [];
    for (let head = 0; head < heads; head++) {
      const part = (vector: number[], position: number) => {
        const own = vector.slice(head * size, (head + 1) * size);
        return rotary ? rotated(own, position) : own;
      };
      const query = part(queries[i]!, i);
      const seen = keys.map((_, j) => j).filter((j) => visible(i, j));
      const scores = seen.map((j) => {
        const key = part(keys[j]!, j);
        return query.reduce((total, value, k) => total + value * key[k]!, 0) / Math.sqrt(size);
      });
      const shares = referenceSoftmax(scores);
      for (let k = head * size; k < (head + 1) * size; k++) {
        row.push(seen.reduce((total, j, at) => total + shares[at]! * values[j]![k]!, 0));
      }
    }
    return row;
  });
  return referenceLinear(weights.output, joined);
}

/** Thesis eq. (5), with the largest score taken out first. */
export function referenceSoftmax(scores: number[]): number[] {
  const largest = Math.max(...scores);
  const parts = scores.map((score) => Math.exp(score - largest));
  const total = parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part) => part / total);
}

/** Su et al. (arXiv:2104.09864): coordinates 2i and 2i + 1 turn by the angle position · 10000^(−2i/d). */
function rotated(vector: number[], position: number): number[] {
  const turned = vector.slice();
  for (let i = 0; 2 * i < vector.length; i++) {
    const angle = position * 10000 ** ((-2 * i) / vector.length);
    turned[2 * i] = vector[2 * i]! * Math.cos(angle) - vector[2 * i + 1]! * Math.sin(angle);
    turned[2 * i + 1] = vector[2 * i]! * Math.sin(angle) + vector[2 * i + 1]! * Math.cos(angle);
  }
  return turned;
}

/** Vaswani et al. (arXiv:1706.03762) §3.5: sine in the even coordinates, cosine in the odd ones. */
export function referenceSinusoid(length: number, width: number): Rows {
  return Array.from({ length }, (_, position) =>
    Array.from({ length: width }, (_, k) => {
      const angle = position / 10000 ** ((k - (k % 2)) / width);
      return k % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
    }),
  );
}
