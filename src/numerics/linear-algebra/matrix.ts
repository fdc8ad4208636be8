import { invalid } from "../errors.js";

/** A dense row-major float64 matrix: element (i, j) is `data[i * columns + j]`. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float64Array;
}

/** A `rows × columns` matrix of zeros, or over `data` (not copied). @throws InputError if the sizes disagree. */
export function matrix(rows: number, columns: number, data: Float64Array = new Float64Array(rows * columns)): Matrix {
  if (data.length !== rows * columns) throw invalid("matrix data length", data.length, `${rows} × ${columns}`);
  return { rows, columns, data };
}

/** The `n × n` identity. */
export function identity(n: number): Matrix {
  const result = matrix(n, n);
  for (let i = 0; i < n; i++) result.data[i * n + i] = 1;
  return result;
}

/** The transpose, as a new matrix. */
export function transpose({ rows, columns, data }: Matrix): Matrix {
  const result = matrix(columns, rows);
  forEachSquare(rows, columns, (top, left, bottom, right) => {
    for (let i = top; i < bottom; i++) {
      for (let j = left; j < right; j++) result.data[j * rows + i] = data[i * columns + j]!;
    }
  });
  return result;
}

/** Copies the lower triangle of a square matrix to the upper one, in place. */
export function mirrorLower({ rows, data }: Matrix): void {
  forEachSquare(rows, rows, (top, left, bottom, right) => {
    for (let i = top; i < bottom; i++) {
      for (let j = left; j < Math.min(right, i); j++) data[j * rows + i] = data[i * rows + j]!;
    }
  });
}

/** Visits a matrix in squares that fit the cache both ways. */
function forEachSquare(
  rows: number,
  columns: number,
  visit: (top: number, left: number, bottom: number, right: number) => void,
): void {
  const side = 32;
  for (let top = 0; top < rows; top += side) {
    for (let left = 0; left < columns; left += side) {
      visit(top, left, Math.min(top + side, rows), Math.min(left + side, columns));
    }
  }
}

/** The Frobenius norm ‖A‖_F. */
export function frobeniusNorm({ data }: Matrix): number {
  let sum = 0;
  for (const value of data) sum += value * value;
  return Math.sqrt(sum);
}

/** The trace of a square matrix. */
export function trace({ rows, columns, data }: Matrix): number {
  let sum = 0;
  for (let i = 0; i < Math.min(rows, columns); i++) sum += data[i * columns + i]!;
  return sum;
}
