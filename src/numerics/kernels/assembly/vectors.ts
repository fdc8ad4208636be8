/** Products of a matrix with a vector, four rows at a time so that the vector is read from memory once for four. */

import { bytes, multiplyAdd, sumLanes } from "./simd";

/** x·y over `n` elements. */
export function dot(n: i32, x: usize, y: usize): f64 {
  let even = f64x2.splat(0);
  let odd = even;
  const end = x + bytes(n);
  for (; x + 32 <= end; x += 32, y += 32) {
    even = multiplyAdd(v128.load(x), v128.load(y), even);
    odd = multiplyAdd(v128.load(x, 16), v128.load(y, 16), odd);
  }
  let sum = sumLanes(f64x2.add(even, odd));
  for (; x < end; x += 8, y += 8) sum += load<f64>(x) * load<f64>(y);
  return sum;
}

/** y += factor·x over `n` elements. */
export function addScaled(n: i32, factor: f64, x: usize, y: usize): void {
  const scale = f64x2.splat(factor);
  const end = x + bytes(n);
  for (; x + 16 <= end; x += 16, y += 16) v128.store(y, multiplyAdd(scale, v128.load(x), v128.load(y)));
  if (x < end) store<f64>(y, load<f64>(y) + factor * load<f64>(x));
}

/** x *= factor over `n` elements. */
export function scale(n: i32, factor: f64, x: usize): void {
  for (const end = x + bytes(n); x < end; x += 8) store<f64>(x, factor * load<f64>(x));
}

/**
 * y += factor·Σ_i c_i·row_i: the transposed product of a `count × n` matrix with the vector c. Strides are in elements:
 * c_i lies at `c + i·cStride`, row_i starts at `rows + i·rowStride`.
 */
export function addRows(count: i32, n: i32, factor: f64, c: usize, cStride: i32, rows: usize, rowStride: i32, y: usize): void {
  const cStep = bytes(cStride);
  const rowStep = bytes(rowStride);
  let i = 0;
  for (; i + 4 <= count; i += 4, c += 4 * cStep, rows += 4 * rowStep) {
    const c0 = factor * load<f64>(c);
    const c1 = factor * load<f64>(c + cStep);
    const c2 = factor * load<f64>(c + 2 * cStep);
    const c3 = factor * load<f64>(c + 3 * cStep);
    addFourRows(n, c0, c1, c2, c3, rows, rowStep, y);
  }
  for (; i < count; i++, c += cStep, rows += rowStep) addScaled(n, factor * load<f64>(c), rows, y);
}

function addFourRows(n: i32, c0: f64, c1: f64, c2: f64, c3: f64, row0: usize, rowStep: usize, y: usize): void {
  const s0 = f64x2.splat(c0);
  const s1 = f64x2.splat(c1);
  const s2 = f64x2.splat(c2);
  const s3 = f64x2.splat(c3);
  const row1 = row0 + rowStep;
  const row2 = row1 + rowStep;
  const row3 = row2 + rowStep;
  let j: usize = 0;
  for (const end = bytes(n & ~1); j < end; j += 16) {
    let sum = multiplyAdd(s0, v128.load(row0 + j), v128.load(y + j));
    sum = multiplyAdd(s1, v128.load(row1 + j), sum);
    sum = multiplyAdd(s2, v128.load(row2 + j), sum);
    v128.store(y + j, multiplyAdd(s3, v128.load(row3 + j), sum));
  }
  if ((n & 1) == 0) return;
  const rest = c0 * load<f64>(row0 + j) + c1 * load<f64>(row1 + j) + c2 * load<f64>(row2 + j) + c3 * load<f64>(row3 + j);
  store<f64>(y + j, load<f64>(y + j) + rest);
}

/** out_i += factor·(row_i·x): the product of a `count × n` matrix, rows `rowStride` elements apart, with the vector x. */
export function dotRows(count: i32, n: i32, factor: f64, rows: usize, rowStride: i32, x: usize, out: usize): void {
  const rowStep = bytes(rowStride);
  let i = 0;
  for (; i + 4 <= count; i += 4, rows += 4 * rowStep, out += 32) dotFourRows(n, factor, rows, rowStep, x, out);
  for (; i < count; i++, rows += rowStep, out += 8) store<f64>(out, load<f64>(out) + factor * dot(n, rows, x));
}

function dotFourRows(n: i32, factor: f64, row0: usize, rowStep: usize, x: usize, out: usize): void {
  const row1 = row0 + rowStep;
  const row2 = row1 + rowStep;
  const row3 = row2 + rowStep;
  let sum0 = f64x2.splat(0);
  let sum1 = sum0;
  let sum2 = sum0;
  let sum3 = sum0;
  let j: usize = 0;
  for (const end = bytes(n & ~1); j < end; j += 16) {
    const both = v128.load(x + j);
    sum0 = multiplyAdd(v128.load(row0 + j), both, sum0);
    sum1 = multiplyAdd(v128.load(row1 + j), both, sum1);
    sum2 = multiplyAdd(v128.load(row2 + j), both, sum2);
    sum3 = multiplyAdd(v128.load(row3 + j), both, sum3);
  }
  const last = n & 1 ? load<f64>(x + j) : 0;
  addDot(factor, sum0, last, row0 + j, out);
  addDot(factor, sum1, last, row1 + j, out + 8);
  addDot(factor, sum2, last, row2 + j, out + 16);
  addDot(factor, sum3, last, row3 + j, out + 24);
}

/** Adds the sum of a row, and of its last element where the vector has one without a neighbour (`last`, else zero). */
@inline
function addDot(factor: f64, sum: v128, last: f64, rest: usize, out: usize): void {
  const dotted = last == 0 ? sumLanes(sum) : sumLanes(sum) + load<f64>(rest) * last;
  store<f64>(out, load<f64>(out) + factor * dotted);
}

/**
 * target −= Σ_q (from_q·x)·along_q over `count` rows; x has `length` elements and the target `width`.
 * `projections` (count elements) receives the products.
 */
export function subtractProjections(
  count: i32, length: i32, from: usize, fromRow: i32, x: usize,
  width: i32, along: usize, alongRow: i32, target: usize, projections: usize,
): void {
  memory.fill(projections, 0, bytes(count));
  dotRows(count, length, 1, from, fromRow, x, projections);
  addRows(count, width, -1, projections, 1, along, alongRow, target);
}
