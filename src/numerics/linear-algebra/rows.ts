import { type Matrix, matrix } from "./matrix.js";
import type { LinearAlgebra } from "./provider.js";

/** Row i, as a window on the matrix. */
export function rowOf({ columns, data }: Matrix, i: number): Float64Array {
  return data.subarray(i * columns, (i + 1) * columns);
}

/** row_i ← c·row_i − s·row_j and row_j ← s·row_i + c·row_j, in place. */
export function rotateRows({ columns, data }: Matrix, i: number, j: number, c: number, s: number): void {
  for (let k = 0, p = i * columns, q = j * columns; k < columns; k++, p++, q++) {
    const [x, y] = [data[p]!, data[q]!];
    data[p] = c * x - s * y;
    data[q] = s * x + c * y;
  }
}

/** √(x² + y²): as Math.hypot where the squares would leave the range, and much faster where they do not. */
export function hypotenuse(x: number, y: number): number {
  const square = x * x + y * y;
  return square > 1e-280 && square < 1e280 ? Math.sqrt(square) : Math.hypot(x, y);
}

/** Maps the elements of a row, then scales it to length one. */
export function normalize(row: Float64Array, map: (value: number, i: number) => number): void {
  let square = 0;
  for (let i = 0; i < row.length; i++) {
    row[i] = map(row[i]!, i);
    square += row[i]! ** 2;
  }
  const length = Math.sqrt(square);
  for (let i = 0; i < row.length; i++) row[i]! /= length;
}

/** A vector in two parts; a part that is undefined is zero. */
export interface SplitVector {
  readonly left: Float64Array | undefined;
  readonly right: Float64Array | undefined;
}

/** a·x + b·y, as a new vector. */
export function combine(a: number, x: SplitVector, b: number, y: SplitVector): SplitVector {
  return { left: combinePart(a, x.left, b, y.left), right: combinePart(a, x.right, b, y.right) };
}

function combinePart(
  a: number,
  x: Float64Array | undefined,
  b: number,
  y: Float64Array | undefined,
): Float64Array | undefined {
  if (x === undefined) return y?.map((value) => b * value);
  if (y === undefined) return x.map((value) => a * value);
  return x.map((value, k) => a * value + b * y[k]!);
}

/** Writes a vector over row i of a matrix whose row is zero. */
export function writeRow(to: Matrix, i: number, leftWidth: number, { left, right }: SplitVector): void {
  const row = rowOf(to, i);
  if (left) row.set(left);
  if (right) row.set(right, leftWidth);
}

/**
 * Σ_i weights(j, i)·vectors[i] for every row j of the weights. Each half is multiplied with the vectors alone that reach
 * into it, which halves the work of merging two halves.
 */
export function combineAll(
  weights: Matrix,
  vectors: readonly SplitVector[],
  [leftWidth, rightWidth]: readonly [number, number],
  gemm: LinearAlgebra["gemm"],
): SplitVector[] {
  const left = combineSide(
    weights,
    vectors.map((vector) => vector.left),
    leftWidth,
    gemm,
  );
  const right = combineSide(
    weights,
    vectors.map((vector) => vector.right),
    rightWidth,
    gemm,
  );
  return Array.from({ length: weights.rows }, (_, j) => ({ left: rowOf(left, j), right: rowOf(right, j) }));
}

function combineSide(
  weights: Matrix,
  vectors: readonly (Float64Array | undefined)[],
  width: number,
  gemm: LinearAlgebra["gemm"],
): Matrix {
  const indices = vectors.flatMap((vector, i) => (vector ? [i] : []));
  const stacked = matrix(indices.length, width);
  const selected = matrix(weights.rows, indices.length);
  indices.forEach((i, row) => {
    rowOf(stacked, row).set(vectors[i]!);
  });
  for (let j = 0, to = 0; j < weights.rows; j++) {
    const row = rowOf(weights, j);
    for (const i of indices) selected.data[to++] = row[i]!;
  }
  return gemm(selected, stacked);
}
