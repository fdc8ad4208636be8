import { invalid } from "../../numerics/errors.js";
import { type Matrix, matrix } from "../../numerics/linear-algebra/matrix.js";
import { rowOf } from "../../numerics/linear-algebra/rows.js";
import { dot } from "./attention-layer.js";

/** Examples of a regression and a query. */
export interface Prompt {
  /** Inputs of the N examples, N × d. */
  readonly X: Matrix;
  /** Their N targets. */
  readonly y: Float64Array;
  /** Input of the query, d entries. */
  readonly query: Float64Array;
}

/**
 * The prompt as tokens (x_i, y_i), the query last with the entry −⟨start, x_q⟩ in place of its target: what a model
 * whose prediction is ⟨start, x⟩ has still to add is the same for examples and query.
 *
 * @param start w_0, zeros unless told.
 * @returns (N + 1) × (d + 1)
 * @throws InputError where the sizes disagree.
 */
export function regressionTokens({ X, y, query }: Prompt, start?: Float64Array): Matrix {
  const { rows: N, columns: d } = X;
  if (y.length !== N) throw invalid("number of targets", y.length, `${N}, one for each example`);
  if (query.length !== d) throw invalid("length of the query", query.length, `${d}, as the examples`);
  const tokens = matrix(N + 1, d + 1);
  for (let i = 0; i < N; i++) {
    const token = rowOf(tokens, i);
    token.set(rowOf(X, i));
    token[d] = y[i]!;
  }
  const last = rowOf(tokens, N);
  last.set(query);
  last[d] = start ? -dot(start, query) : 0;
  return tokens;
}
