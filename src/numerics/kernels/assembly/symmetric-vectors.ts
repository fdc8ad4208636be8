import { bytes, multiplyAdd, sumLanes } from "./simd";

/**
 * y = A·x for a symmetric A (n × n) of which only the lower triangle is read, and each element of it once: rows are
 * taken by fours, as rows for their own elements of y and as columns for those above.
 */
export function multiplySymmetric(n: i32, a: usize, row: i32, x: usize, y: usize): void {
  memory.fill(y, 0, bytes(n));
  const rowStep = bytes(row);
  let i = 0;
  for (; i + 4 <= n; i += 4) multiplyFourRows(i, a + <usize>i * rowStep, rowStep, x, y);
  for (; i < n; i++) multiplyRow(i, a + <usize>i * rowStep, x, y);
}

function multiplyFourRows(first: i32, row0: usize, rowStep: usize, x: usize, y: usize): void {
  const row1 = row0 + rowStep;
  const row2 = row1 + rowStep;
  const row3 = row2 + rowStep;
  const own = x + bytes(first);
  const x0 = v128.load_splat<f64>(own);
  const x1 = v128.load_splat<f64>(own, 8);
  const x2 = v128.load_splat<f64>(own, 16);
  const x3 = v128.load_splat<f64>(own, 24);
  let sum0 = f64x2.splat(0);
  let sum1 = sum0;
  let sum2 = sum0;
  let sum3 = sum0;
  // `first` is a multiple of four: no column is left over.
  let j: usize = 0;
  for (const end = bytes(first); j < end; j += 16) {
    const both = v128.load(x + j);
    const a0 = v128.load(row0 + j);
    const a1 = v128.load(row1 + j);
    const a2 = v128.load(row2 + j);
    const a3 = v128.load(row3 + j);
    sum0 = multiplyAdd(a0, both, sum0);
    sum1 = multiplyAdd(a1, both, sum1);
    sum2 = multiplyAdd(a2, both, sum2);
    sum3 = multiplyAdd(a3, both, sum3);
    const left = multiplyAdd(a0, x0, multiplyAdd(a1, x1, v128.load(y + j)));
    v128.store(y + j, multiplyAdd(a2, x2, multiplyAdd(a3, x3, left)));
  }
  const target = y + j;
  store<f64>(target, sumLanes(sum0));
  store<f64>(target, sumLanes(sum1), 8);
  store<f64>(target, sumLanes(sum2), 16);
  store<f64>(target, sumLanes(sum3), 24);
  for (let r = 0; r < 4; r++) multiplyRow(r, row0 + <usize>r * rowStep + j, own, target);
}

/** The part of row n left of the diagonal, as a row and as a column, and the diagonal. */
function multiplyRow(n: i32, row: usize, x: usize, y: usize): void {
  const own = load<f64>(x + bytes(n));
  let sum = load<f64>(row + bytes(n)) * own;
  for (let j: usize = 0, end = bytes(n); j < end; j += 8) {
    const element = load<f64>(row + j);
    sum += element * load<f64>(x + j);
    store<f64>(y + j, load<f64>(y + j) + element * own);
  }
  const target = y + bytes(n);
  store<f64>(target, load<f64>(target) + sum);
}
