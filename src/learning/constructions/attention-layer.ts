import { invalid } from "../../numerics/errors.js";
import { type Matrix, matrix } from "../../numerics/linear-algebra/matrix.js";
import type { LinearAlgebra } from "../../numerics/linear-algebra/provider.js";
import { rowOf } from "../../numerics/linear-algebra/rows.js";

/** A head with weights set by hand, on tokens of D entries. */
export interface Head {
  /** W_Q, m × D. */
  readonly query: Matrix;
  /** W_K, m × D. */
  readonly key: Matrix;
  /** The output projection times the values, P·W_V, D × D; any 1/N is in it. */
  readonly value: Matrix;
}

/** How strongly a query attends to a key: the dot product for linear attention. */
export type Similarity = (query: Float64Array, key: Float64Array) => number;

/** Whether token `query` sees token `key`. */
export type Mask = (query: number, key: number) => boolean;

/** What an attention layer is beside its heads. */
export interface LayerOptions {
  /** Linear attention (the dot product) unless told. */
  readonly similarity?: Similarity;
  /** Every token sees every token unless told. */
  readonly mask?: Mask;
  /** Whether each token's weights are divided by their sum, as in softmax attention; not unless told. */
  readonly normalised?: boolean;
}

/** ⟨q, k⟩. */
export function dot(query: Float64Array, key: Float64Array): number {
  let sum = 0;
  for (let a = 0; a < query.length; a++) sum += query[a]! * key[a]!;
  return sum;
}

/**
 * One attention layer with its residual connection, in float64:
 * e_j ← e_j + Σ_heads Σ_i s(W_Q e_j, W_K e_i) P W_V e_i, the sum over the tokens i that j sees.
 *
 * Softmax attention is `similarity: exp ∘ dot` with `normalised: true`.
 * @param tokens T × D, a token a row; not modified.
 * @returns the new tokens, T × D.
 * @throws InputError where a head is not for tokens of D entries.
 */
export function attentionLayer(
  tokens: Matrix,
  heads: readonly Head[],
  algebra: LinearAlgebra,
  options: LayerOptions = {},
): Matrix {
  const result = matrix(tokens.rows, tokens.columns, tokens.data.slice());
  for (const head of heads) addHead(result, tokens, head, algebra, options);
  return result;
}

function addHead(result: Matrix, tokens: Matrix, head: Head, algebra: LinearAlgebra, options: LayerOptions): void {
  const D = tokens.columns;
  if (head.query.columns !== D || head.key.columns !== D || head.value.columns !== D || head.value.rows !== D) {
    throw invalid("head", `${head.value.rows} × ${head.value.columns}`, `weights for tokens of ${D} entries`);
  }
  const values = algebra.gemm(tokens, head.value, { transposeB: true });
  algebra.gemm(attentionWeights(tokens, head, algebra, options), values, { addTo: result });
}

/** The T × T attention weights of a head: row j holds what token j gives to every token, 0 where it does not see. */
export function attentionWeights(
  tokens: Matrix,
  head: Pick<Head, "query" | "key">,
  algebra: LinearAlgebra,
  { similarity = dot, mask, normalised = false }: LayerOptions = {},
): Matrix {
  const T = tokens.rows;
  const queries = rowsOf(algebra.gemm(tokens, head.query, { transposeB: true }));
  const keys = rowsOf(algebra.gemm(tokens, head.key, { transposeB: true }));
  const weights = matrix(T, T);
  for (let j = 0; j < T; j++) {
    const row = rowOf(weights, j);
    const query = queries[j]!;
    let sum = 0;
    for (let i = 0; i < T; i++) {
      if (mask && !mask(j, i)) continue;
      row[i] = similarity(query, keys[i]!);
      sum += row[i]!;
    }
    if (normalised && sum !== 0) for (let i = 0; i < T; i++) row[i]! /= sum;
  }
  return weights;
}

function rowsOf(a: Matrix): Float64Array[] {
  return Array.from({ length: a.rows }, (_, i) => rowOf(a, i));
}
