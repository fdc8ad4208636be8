import { type Matrix, matrix } from "../../src/numerics/linear-algebra/matrix.js";

/** Orders that straddle every block size of the kernels, and the smallest. */
export const sizes = [1, 2, 3, 5, 17, 64, 100, 257, 420];

export const epsilon = Number.EPSILON;

/** Uniform on [−1, 1), by mulberry32: small, seeded, and independent of the code under test. */
export function randomMatrix(rows: number, columns: number, seed = rows * 4099 + columns): Matrix {
  let state = seed | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 31 - 1;
  };
  return matrix(rows, columns, Float64Array.from({ length: rows * columns }, next));
}

/** A symmetric matrix with entries in [−1, 1]. */
export function randomSymmetric(n: number, seed?: number): Matrix {
  const a = randomMatrix(n, n, seed);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) a.data[j * n + i] = a.data[i * n + j]!;
  }
  return a;
}

/** A symmetric matrix made positive definite by its diagonal. */
export function randomPositive(n: number, seed?: number): Matrix {
  const a = randomSymmetric(n, seed);
  for (let i = 0; i < n; i++) a.data[i * n + i]! += 2 * Math.sqrt(n) + 1;
  return a;
}

export function diagonal(values: ArrayLike<number>): Matrix {
  const n = values.length;
  const result = matrix(n, n);
  for (let i = 0; i < n; i++) result.data[i * n + i] = values[i]!;
  return result;
}

/** The largest |a_ij − b_ij|. */
export function largestDifference(a: Matrix, b: Matrix): number {
  let largest = 0;
  for (let i = 0; i < a.data.length; i++) {
    const difference = Math.abs(a.data[i]! - b.data[i]!);
    if (!(difference <= largest)) largest = difference;
  }
  return largest;
}

/** A − B. */
export function subtract(a: Matrix, b: Matrix): Matrix {
  return matrix(
    a.rows,
    a.columns,
    a.data.map((value, i) => value - b.data[i]!),
  );
}

/** A with column j scaled by s_j. */
export function scaleColumns(a: Matrix, s: Float64Array): Matrix {
  return matrix(
    a.rows,
    a.columns,
    a.data.map((value, i) => value * s[i % a.columns]!),
  );
}

/**
 * Row i of op(A) times column j of op(B) in twice the working precision (Ogita, Rump and Oishi 2005, Dot2), and the sum
 * of magnitudes that scales the rounding error of any other order of summation.
 */
export function exactEntry(
  a: Matrix,
  b: Matrix,
  i: number,
  j: number,
  { transposeA = false, transposeB = false } = {},
): { value: number; magnitude: number } {
  const k = transposeA ? a.rows : a.columns;
  let sum = 0;
  let carry = 0;
  let magnitude = 0;
  for (let p = 0; p < k; p++) {
    const x = a.data[transposeA ? p * a.columns + i : i * a.columns + p]!;
    const y = b.data[transposeB ? j * b.columns + p : p * b.columns + j]!;
    const product = x * y;
    const next = sum + product;
    const back = next - sum;
    carry += sum - (next - back) + (product - back) + productError(x, y, product);
    sum = next;
    magnitude += Math.abs(product);
  }
  return { value: sum + carry, magnitude };
}

/** x·y − fl(x·y), exactly (Dekker 1971). */
function productError(x: number, y: number, product: number): number {
  const [xHigh, yHigh] = [upperHalf(x), upperHalf(y)];
  const [xLow, yLow] = [x - xHigh, y - yHigh];
  return xLow * yLow - (product - xHigh * yHigh - xLow * yHigh - xHigh * yLow);
}

function upperHalf(x: number): number {
  const scaled = 134_217_729 * x;
  return scaled - (scaled - x);
}
