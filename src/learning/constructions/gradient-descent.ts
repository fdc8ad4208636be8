import { type Matrix, matrix } from "../../numerics/linear-algebra/matrix.js";
import type { LinearAlgebra } from "../../numerics/linear-algebra/provider.js";
import { attentionLayer, type Head, type Mask, type Similarity } from "./attention-layer.js";
import { type Prompt, regressionTokens } from "./prompt.js";

/** Who sees whom in a prompt of N examples and a query, the last token. */
export const masks = {
  /** Examples and query see the examples (von Oswald et al.). */
  prefix:
    (N: number): Mask =>
    (_, i) =>
      i < N,
  /** Examples see themselves and the examples before them; the query sees the examples. */
  causal:
    (N: number): Mask =>
    (j, i) =>
      i < N && i <= j,
  /** As `prefix`, and every token sees the query too. */
  all: (): Mask => () => true,
} as const;

/** Hand-set weights of a layer that takes a gradient step. */
export interface StepWeights {
  /** Dimension of the inputs. */
  readonly d: number;
  /** The step over the number of examples, η/N. */
  readonly rate: number;
  /** w_0, from which the descent starts; zeros unless told. */
  readonly start?: Float64Array;
  /** γ of GD++: a second head takes x_i to (I − γ XᵀX) x_i; no such head unless told. */
  readonly gamma?: number;
}

/**
 * The heads of one linear-attention layer that takes one gradient step on ½ Σ (y_i − ⟨w, x_i⟩)² /N: keys and queries are
 * the inputs, values are (η/N)(⟨w_0, x_i⟩ − y_i) in the place of the target.
 *
 * Source: von Oswald et al. 2023 (arXiv:2212.07677), proposition 1 and, for γ, appendix A.10.
 */
export function gradientDescentHeads({ d, rate, start, gamma }: StepWeights): Head[] {
  const inputs = matrix(d, d + 1);
  const step = matrix(d + 1, d + 1);
  const curvature = matrix(d + 1, d + 1);
  for (let a = 0; a < d; a++) {
    inputs.data[a * (d + 1) + a] = 1;
    step.data[d * (d + 1) + a] = rate * (start?.[a] ?? 0);
    curvature.data[a * (d + 1) + a] = -(gamma ?? 0);
  }
  step.data[d * (d + 1) + d] = -rate;
  const head = (value: Matrix): Head => ({ query: inputs, key: inputs, value });
  return gamma === undefined ? [head(step)] : [head(step), head(curvature)];
}

/** How a stack of layers reads a prompt. */
export interface DescentOptions extends Omit<StepWeights, "d" | "rate"> {
  /** The step η; a layer takes η/N of the summed gradient. */
  readonly eta: number;
  readonly layers: number;
  /** `prefix` unless told. */
  readonly mask?: Mask;
  /** The dot product unless told: linear attention. */
  readonly similarity?: Similarity;
  /** Whether attention weights are divided by their sum; their 1/N is taken off then. */
  readonly normalised?: boolean;
}

/**
 * The predictions for the query after each layer of a stack of layers with the weights of {@link gradientDescentHeads}:
 * minus the query's target entry, `layers` numbers.
 */
export function descendByAttention(prompt: Prompt, options: DescentOptions, algebra: LinearAlgebra): Float64Array {
  const { rows: N, columns: d } = prompt.X;
  const { eta, layers, start, gamma, mask = masks.prefix(N), normalised = false, similarity } = options;
  const heads = gradientDescentHeads({
    d,
    rate: normalised ? eta : eta / N,
    ...(start && { start }),
    ...(gamma !== undefined && { gamma }),
  });
  const predictions = new Float64Array(layers);
  let tokens = regressionTokens(prompt, start);
  for (let l = 0; l < layers; l++) {
    tokens = attentionLayer(tokens, heads, algebra, { mask, normalised, ...(similarity && { similarity }) });
    predictions[l] = -tokens.data.at(-1)!;
  }
  return predictions;
}
