import { type Matrix, matrix } from "../../numerics/linear-algebra/matrix.js";
import type { LinearAlgebra } from "../../numerics/linear-algebra/provider.js";

/** One attention head by its two products of weights, each D × D: scores E·QK·Eᵀ and values E·OV. */
export interface HeadWeights {
  readonly queryKey: Matrix;
  readonly outputValue: Matrix;
}

/**
 * Two attention layers of one head each, no MLP, that continue a sequence as it went before. An embedding has D = 2V' + T
 * numbers: the token (one-hot, V' = V + 1 with a token for the beginning), a block for the token before, the position.
 */
export interface InductionModel {
  /** Tokens 0 … V − 1; token V begins every sequence. */
  readonly V: number;
  /** Longest sequence, the beginning counted. */
  readonly T: number;
  /** Sharpness: what a match adds to an attention logit. */
  readonly beta: number;
  readonly layers: readonly [HeadWeights, HeadWeights];
}

/**
 * The model by explicit weights. Layer 1: position t attends to t − 1 and copies its token into the second block. Layer 2:
 * the current token attends to positions whose second block is the same token, and copies their token to the output.
 * Source: Olsson et al. 2022, In-context learning and induction heads (arXiv:2209.11895).
 */
export function inductionModel({ V, T, beta }: Pick<InductionModel, "V" | "T" | "beta">): InductionModel {
  const width = V + 1;
  const D = 2 * width + T;
  const at = (row: number, column: number) => row * D + column;
  const [previous, copyBack, match, copy] = [matrix(D, D), matrix(D, D), matrix(D, D), matrix(D, D)];
  for (let t = 1; t < T; t++) previous.data[at(2 * width + t, 2 * width + t - 1)] = beta;
  for (let token = 0; token < width; token++) {
    copyBack.data[at(token, width + token)] = 1;
    match.data[at(token, width + token)] = beta;
    copy.data[at(token, token)] = 1;
  }
  const layers = [
    { queryKey: previous, outputValue: copyBack },
    { queryKey: match, outputValue: copy },
  ] as const;
  return { V, T, beta, layers };
}

/** What a forward pass shows; the sequence is x_0 … x_{n−1} after the beginning at position 0. */
export interface InductionPass {
  /** (n + 1) × (n + 1) attention of each layer, causal: row attends to columns up to its own. */
  readonly attention: readonly [Matrix, Matrix];
  /** (n + 1) × V: after position t the probability of each next token, 0.999 of the second head's output and 0.001 uniform. */
  readonly predictions: Matrix;
}

/** Share of a prediction that is uniform over the V tokens, so that no token has probability 0. */
export const UNIFORM_SHARE = 0.001;

/** Runs the model on a sequence of at most T − 1 tokens. `skipFirstLayer` leaves out the copying of previous tokens. */
export function runInduction(
  model: InductionModel,
  sequence: ArrayLike<number>,
  algebra: LinearAlgebra,
  { skipFirstLayer = false }: { readonly skipFirstLayer?: boolean } = {},
): InductionPass {
  const embedding = embed(model, sequence);
  const [first, second] = model.layers;
  const before = attend(embedding, first, algebra);
  const residual = skipFirstLayer ? embedding : add(embedding, before.output);
  const { attention, output } = attend(residual, second, algebra);
  const predictions = matrix(embedding.rows, model.V);
  for (let t = 0; t < embedding.rows; t++) {
    for (let token = 0; token < model.V; token++) {
      const read = output.data[t * output.columns + token]!;
      predictions.data[t * model.V + token] = (1 - UNIFORM_SHARE) * read + UNIFORM_SHARE / model.V;
    }
  }
  return { attention: [before.attention, attention], predictions };
}

function embed({ V, T }: InductionModel, sequence: ArrayLike<number>): Matrix {
  const D = 2 * (V + 1) + T;
  const embedding = matrix(sequence.length + 1, D);
  for (let t = 0; t <= sequence.length; t++) {
    embedding.data[t * D + (t === 0 ? V : sequence[t - 1]!)] = 1;
    embedding.data[t * D + 2 * (V + 1) + t] = 1;
  }
  return embedding;
}

/** Causal softmax attention of one head: its map, and what it adds to the residual stream. */
function attend(x: Matrix, { queryKey, outputValue }: HeadWeights, algebra: LinearAlgebra) {
  const attention = algebra.gemm(algebra.gemm(x, queryKey), x, { transposeB: true });
  const n = attention.rows;
  for (let t = 0; t < n; t++) {
    const row = attention.data.subarray(t * n, (t + 1) * n);
    const largest = row.subarray(0, t + 1).reduce((a, b) => Math.max(a, b));
    let total = 0;
    for (let s = 0; s < n; s++) {
      row[s] = s <= t ? Math.exp(row[s]! - largest) : 0;
      total += row[s]!;
    }
    for (let s = 0; s <= t; s++) row[s]! /= total;
  }
  return { attention, output: algebra.gemm(attention, algebra.gemm(x, outputValue)) };
}

function add(a: Matrix, b: Matrix): Matrix {
  return matrix(
    a.rows,
    a.columns,
    a.data.map((value, i) => value + b.data[i]!),
  );
}
