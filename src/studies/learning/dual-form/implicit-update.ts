import { attentionLayer, dot, type Head } from "../../../learning/constructions/index.js";
import { type Matrix, matrix } from "../../../numerics/linear-algebra/matrix.js";
import type { LinearAlgebra } from "../../../numerics/linear-algebra/provider.js";
import { rowOf } from "../../../numerics/linear-algebra/rows.js";
import type { Stream } from "../../../numerics/random/stream.js";

/** An attention head with random weights, a context, the model's own tokens, and queries. */
export interface AttentionProblem {
  readonly head: Head;
  /** Tokens, d entries each: the context, the prompt without it, then the queries. */
  readonly tokens: Matrix;
  readonly context: number;
  readonly own: number;
}

/** Kinds of attention that are compared. */
export const kinds = ["linear", "softmax"] as const;
export type Kind = (typeof kinds)[number];

/** Normal tokens, and weights of variance 1/d; keys are scaled by 1/√d as usual. */
export function drawProblem(
  { d, context, own, queries }: { readonly d: number; context: number; own: number; queries: number },
  stream: Stream,
): AttentionProblem {
  const random = (rows: number, scale: number) =>
    matrix(
      rows,
      d,
      stream.fillNormal(new Float64Array(rows * d)).map((value) => scale * value),
    );
  const head = { query: random(d, 1 / Math.sqrt(d)), key: random(d, 1 / d), value: random(d, 1 / Math.sqrt(d)) };
  return { head, tokens: random(context + own + queries, 1), context, own };
}

/**
 * What the context adds to the attention output of every query: queries × d.
 */
export function contextEffect(problem: AttentionProblem, kind: Kind, algebra: LinearAlgebra): Matrix {
  const { head, tokens, context, own } = problem;
  const options =
    kind === "linear"
      ? {}
      : { normalised: true, similarity: (query: Float64Array, key: Float64Array) => Math.exp(dot(query, key)) };
  const seeing = (from: number) =>
    attentionLayer(tokens, [head], algebra, { ...options, mask: (_, i) => i >= from && i < context + own });
  const [withContext, without] = [seeing(0), seeing(context)];
  const first = (context + own) * tokens.columns;
  const effect = withContext.data.map((value, k) => value - without.data[k]!).slice(first);
  return matrix(tokens.rows - context - own, tokens.columns, effect);
}

/** The queries themselves, one a row. */
export function queriesOf({ tokens, context, own }: AttentionProblem): Matrix {
  const first = context + own;
  return matrix(tokens.rows - first, tokens.columns, tokens.data.slice(first * tokens.columns));
}

/** The update of the weights that linear attention to the context amounts to: ΔW = Σ_i W_V e_i (W_K e_i)ᵀ W_Q, d × d. */
export function impliedUpdate({ head, tokens, context }: AttentionProblem, algebra: LinearAlgebra): Matrix {
  const demonstrations = matrix(context, tokens.columns, tokens.data.slice(0, context * tokens.columns));
  const values = algebra.gemm(demonstrations, head.value, { transposeB: true });
  const keys = algebra.gemm(demonstrations, head.key, { transposeB: true });
  return algebra.gemm(algebra.gemm(values, keys, { transposeA: true }), head.query);
}

/**
 * The size of what no fixed update of weights and bias explains of the context's effect, over the size of the effect:
 * fitted by least squares on the even queries, root mean squares over the odd ones.
 */
export function unexplainedShare(queries: Matrix, effect: Matrix, algebra: LinearAlgebra): number {
  const fitted = everySecond(withConstant(queries), 0);
  const gram = algebra.syrk(fitted);
  const moments = algebra.gemm(fitted, everySecond(effect, 0), { transposeA: true });
  const update = algebra.solvePositive(gram, moments);
  const held = everySecond(effect, 1);
  const predicted = algebra.gemm(everySecond(withConstant(queries), 1), update);
  const left = held.data.reduce((sum, value, k) => sum + (value - predicted.data[k]!) ** 2, 0);
  return Math.sqrt(left / held.data.reduce((sum, value) => sum + value * value, 0));
}

function withConstant(queries: Matrix): Matrix {
  const result = matrix(queries.rows, queries.columns + 1);
  for (let i = 0; i < queries.rows; i++) {
    rowOf(result, i).set(rowOf(queries, i));
    rowOf(result, i)[queries.columns] = 1;
  }
  return result;
}

function everySecond(a: Matrix, from: 0 | 1): Matrix {
  const rows = Math.floor((a.rows + 1 - from) / 2);
  const result = matrix(rows, a.columns);
  for (let i = 0; i < rows; i++) rowOf(result, i).set(rowOf(a, 2 * i + from));
  return result;
}
