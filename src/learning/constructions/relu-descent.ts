import { invalid } from "../../numerics/errors.js";
import { type Matrix, matrix } from "../../numerics/linear-algebra/matrix.js";
import type { LinearAlgebra } from "../../numerics/linear-algebra/provider.js";
import { rowOf } from "../../numerics/linear-algebra/rows.js";
import { attentionLayer, dot, type Head, type Similarity } from "./attention-layer.js";
import type { Prompt } from "./prompt.js";
import { type ReluSum, softThreshold } from "./relu-sum.js";

/** ReLU attention: relu⟨q, k⟩, without a normaliser. */
export const reluSimilarity: Similarity = (query, key) => Math.max(0, dot(query, key));

/** Places in a token (x, y, w, 1) of 2d + 2 entries. */
function places(d: number) {
  return { x: 0, y: d, w: d + 1, one: 2 * d + 1, length: 2 * d + 2 };
}

/** The examples as tokens (x_i, y_i, w, 1), every one with the same weights w: N × (2d + 2). */
export function weightTokens({ X, y }: Pick<Prompt, "X" | "y">, w: Float64Array): Matrix {
  const { rows: N, columns: d } = X;
  if (y.length !== N) throw invalid("number of targets", y.length, `${N}, one for each example`);
  const at = places(d);
  const tokens = matrix(N, at.length);
  for (let i = 0; i < N; i++) {
    const token = rowOf(tokens, i);
    token.set(rowOf(X, i));
    token[at.y] = y[i]!;
    token.set(w, at.w);
    token[at.one] = 1;
  }
  return tokens;
}

/** The loss whose gradient a layer takes a step along. */
export interface ReluStep {
  readonly d: number;
  readonly N: number;
  readonly eta: number;
  /** λ of the penalty (λ/2)|w|²; no head for it at 0, as unless told. */
  readonly lambda?: number;
  /**
   * The loss's slope in the prediction t, less what is linear in the target: `slope(t) − y`. The squared loss unless told,
   * t − y, which two ReLUs give exactly; a sum of ReLUs in t for another, one head each.
   */
  readonly slope?: ReluSum;
}

/**
 * The heads of one ReLU-attention layer that takes w ← w − η[(1/N) Σ (slope⟨w, x_i⟩ − y_i) x_i + λw] in every token.
 * Squared loss: relu(r) − relu(−r) = r for the residual r, and relu(1) = 1 carries the penalty; both exact.
 *
 * Source: Bai et al. 2023 (arXiv:2306.04637), theorem 4 and appendix C.
 */
export function reluDescentHeads({ d, N, eta, lambda = 0, slope }: ReluStep): Head[] {
  const at = places(d);
  const head = (scores: { w?: number; y?: number; one?: number }, value: Matrix): Head => {
    const query = matrix(d + 2, at.length);
    const key = matrix(d + 2, at.length);
    for (let a = 0; a < d; a++) {
      query.data[a * at.length + at.w + a] = scores.w ?? 0;
      key.data[a * at.length + at.x + a] = 1;
    }
    query.data[d * at.length + at.one] = scores.y ?? 0;
    key.data[d * at.length + at.y] = 1;
    query.data[(d + 1) * at.length + at.one] = scores.one ?? 0;
    key.data[(d + 1) * at.length + at.one] = 1;
    return { query, key, value };
  };
  const write = (from: number, factor: number): Matrix => {
    const value = matrix(at.length, at.length);
    for (let a = 0; a < d; a++) value.data[(at.w + a) * at.length + from + a] = factor;
    return value;
  };
  const alongInputs = (factor: number) => write(at.x, (-eta * factor) / N);
  const residual = slope
    ? [
        ...slope.terms.map(({ factor, gain, offset }) => head({ w: gain, one: offset }, alongInputs(factor))),
        head({ y: 1 }, alongInputs(-1)),
        head({ y: -1 }, alongInputs(1)),
      ]
    : [head({ w: 1, y: -1 }, alongInputs(1)), head({ w: -1, y: 1 }, alongInputs(-1))];
  return lambda === 0 ? residual : [...residual, head({ one: 1 }, write(at.w, (-eta * lambda) / N))];
}

/** A stack of ReLU-attention layers, each with an optional soft threshold after it. */
export interface ReluDescent extends Omit<ReluStep, "d" | "N"> {
  readonly layers: number;
  /** α of a penalty α|w|₁: after each layer the weights are cut by ηα, by a layer of ReLUs; none unless told. */
  readonly alpha?: number;
}

/** The weights in the tokens after each layer, from w = 0: gradient descent, or with `alpha` proximal descent (ISTA). */
export function descendByReluAttention(
  prompt: Pick<Prompt, "X" | "y">,
  { layers, alpha = 0, ...step }: ReluDescent,
  algebra: LinearAlgebra,
): Float64Array[] {
  const { rows: N, columns: d } = prompt.X;
  const heads = reluDescentHeads({ ...step, d, N });
  const at = places(d);
  let w = new Float64Array(d);
  return Array.from({ length: layers }, () => {
    const tokens = attentionLayer(weightTokens(prompt, w), heads, algebra, { similarity: reluSimilarity });
    w = tokens.data.slice(at.w, at.w + d);
    if (alpha > 0) w = w.map((value) => softThreshold(value, step.eta * alpha));
    return w;
  });
}
