import type { Tensor } from "../../src/tensor/index.js";
import { product, type Rows, rowsOf, transposed } from "./arrays.js";
import { referenceSoftmax } from "./blocks.js";

/** How the scores of one query (a column of S) become shares. */
const shapes = {
  linear: (column: number[], N: number) => column.map((score) => score / N),
  relu: (column: number[], N: number) => column.map((score) => Math.max(score, 0) / N),
  softmax: (column: number[]) => referenceSoftmax(column),
};

/**
 * W_V X · A for one prompt X ((D + 1) × (N + 1)), where A is made of the columns of X^T W X, the whole matrix
 * as thesis eqs (163)-(165) and (172) print it. `merged` is W; `value` is the identity where absent.
 */
export function referencePromptAttention(
  X: Rows,
  { merged, value, shape, scale = 1 }: { merged: Rows; value?: Rows; shape: keyof typeof shapes; scale?: number },
): Rows {
  const N = X[0]!.length - 1;
  const scores = product(transposed(X), product(merged, X));
  const shares = transposed(
    transposed(scores).map((column) =>
      shapes[shape](
        column.map((s) => s * scale),
        N,
      ),
    ),
  );
  return product(value === undefined ? X : product(value, X), shares);
}

/** W_Q^T W_K. */
export function mergedOf(query: Tensor, key: Tensor): Rows {
  return product(transposed(rowsOf(query)), rowsOf(key));
}
