/**
 * Copies a matrix into strips of four: element (strip s, step p, lane r) of the result is element (4s + r, p) of the
 * source. Lanes beyond the last row are zero. The product then reads both factors in order, whatever their layout.
 */

import { bytes } from "./simd";

/**
 * Packs `rows` × `depth` elements; (i, p) lies at `source + i·rowStride + p·stepStride` (strides in elements).
 * A transposed factor is a matter of strides; the two contiguous layouts have their own loops.
 */
export function pack(rows: i32, depth: i32, source: usize, rowStride: i32, stepStride: i32, packed: usize): void {
  const stripBytes = bytes(4 * depth);
  let row = 0;
  for (; row + 4 <= rows; row += 4, packed += stripBytes) {
    const first = source + bytes(row) * <usize>rowStride;
    if (rowStride == 1) packAcross(depth, first, bytes(stepStride), packed);
    else if (stepStride == 1) packAlong(depth, first, bytes(rowStride), packed);
    else packScattered(4, depth, first, bytes(rowStride), bytes(stepStride), packed);
  }
  if (row == rows) return;
  memory.fill(packed, 0, stripBytes);
  const first = source + bytes(row) * <usize>rowStride;
  packScattered(rows - row, depth, first, bytes(rowStride), bytes(stepStride), packed);
}

/** The four lanes lie side by side in the source. */
function packAcross(depth: i32, source: usize, step: usize, packed: usize): void {
  for (const end = packed + bytes(4 * depth); packed < end; packed += 32, source += step) {
    v128.store(packed, v128.load(source));
    v128.store(packed, v128.load(source, 16), 16);
  }
}

/** The steps lie side by side in the source: two steps of four rows are transposed at a time. */
function packAlong(depth: i32, row0: usize, stride: usize, packed: usize): void {
  const row1 = row0 + stride;
  const row2 = row1 + stride;
  const row3 = row2 + stride;
  let p: usize = 0;
  for (const end = bytes(depth & ~1); p < end; p += 16, packed += 64) {
    const a = v128.load(row0 + p);
    const b = v128.load(row1 + p);
    const c = v128.load(row2 + p);
    const d = v128.load(row3 + p);
    v128.store(packed, v128.shuffle<f64>(a, b, 0, 2));
    v128.store(packed, v128.shuffle<f64>(c, d, 0, 2), 16);
    v128.store(packed, v128.shuffle<f64>(a, b, 1, 3), 32);
    v128.store(packed, v128.shuffle<f64>(c, d, 1, 3), 48);
  }
  if (depth & 1) packScattered(4, 1, row0 + p, stride, 8, packed);
}

function packScattered(lanes: i32, depth: i32, source: usize, lane: usize, step: usize, packed: usize): void {
  for (let r = 0; r < lanes; r++) {
    let from = source + <usize>r * lane;
    let to = packed + bytes(r);
    for (let p = 0; p < depth; p++, from += step, to += 32) store<f64>(to, load<f64>(from));
  }
}
