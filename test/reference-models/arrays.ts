import type { Tensor } from "../../src/tensor/index.js";

/** A sequence of vectors as plain rows: one row a position. */
export type Rows = number[][];

/** The numbers of a one-dimensional tensor. */
export function vectorOf(tensor: Tensor): number[] {
  return Array.from(tensor.data, Number);
}

/** The rows of a two-dimensional tensor. */
export function rowsOf(tensor: Tensor): Rows {
  const [rows = 0, columns = 0] = tensor.shape;
  return Array.from({ length: rows }, (_, i) =>
    Array.from(tensor.data.subarray(i * columns, (i + 1) * columns), Number),
  );
}

/** The matrices of a three-dimensional tensor, first axis outermost. */
export function matricesOf(tensor: Tensor): Rows[] {
  const [count = 0, rows = 0, columns = 0] = tensor.shape;
  return Array.from({ length: count }, (_, k) => {
    const data = tensor.data.subarray(k * rows * columns, (k + 1) * rows * columns);
    return rowsOf({ data, shape: [rows, columns] });
  });
}

/** `left` (n × k) times `right` (k × m), by the definition. */
export function product(left: Rows, right: Rows): Rows {
  return left.map((row) => right[0]!.map((_, j) => row.reduce((total, x, k) => total + x * right[k]![j]!, 0)));
}

/** The element-wise sum of two sequences of one shape. */
export function plus(left: Rows, right: Rows): Rows {
  return left.map((row, i) => row.map((x, j) => x + right[i]![j]!));
}

/** The transpose. */
export function transposed(x: Rows): Rows {
  return x[0]!.map((_, j) => x.map((row) => row[j]!));
}
