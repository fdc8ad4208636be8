import { bytes } from "./simd";

/** Side of the square that is transposed at a time: two squares fit the first-level cache. */
const SQUARE: i32 = 16;

/** to(j, i) = from(i, j) for an `m × n` source; rows lie `fromRow` and `toRow` elements apart. */
export function transpose(m: i32, n: i32, from: usize, fromRow: i32, to: usize, toRow: i32): void {
  for (let i = 0; i < m; i += SQUARE) {
    for (let j = 0; j < n; j += SQUARE) {
      const source = from + bytes(i) * <usize>fromRow + bytes(j);
      const target = to + bytes(j) * <usize>toRow + bytes(i);
      transposeSquare(min(SQUARE, m - i), min(SQUARE, n - j), source, bytes(fromRow), target, bytes(toRow));
    }
  }
}

function transposeSquare(m: i32, n: i32, from: usize, fromStep: usize, to: usize, toStep: usize): void {
  let i = 0;
  for (; i + 2 <= m; i += 2) {
    let source = from + <usize>i * fromStep;
    let target = to + bytes(i);
    let j = 0;
    for (; j + 2 <= n; j += 2, source += 16, target += 2 * toStep) {
      const a = v128.load(source);
      const b = v128.load(source + fromStep);
      v128.store(target, v128.shuffle<f64>(a, b, 0, 2));
      v128.store(target + toStep, v128.shuffle<f64>(a, b, 1, 3));
    }
    if (j == n) continue;
    store<f64>(target, load<f64>(source));
    store<f64>(target, load<f64>(source + fromStep), 8);
  }
  if (i == m) return;
  let source = from + <usize>i * fromStep;
  let target = to + bytes(i);
  for (let j = 0; j < n; j++, source += 8, target += toStep) store<f64>(target, load<f64>(source));
}
