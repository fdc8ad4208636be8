/**
 * The matrix product, after Goto and van de Geijn, "Anatomy of high-performance matrix multiplication" (2008): both
 * factors are packed into strips that fit the caches, and a 4 × 4 tile of the result is summed in registers.
 */

import { BLOCK_COLUMNS, BLOCK_ROWS, DEPTH, EDGE_TILE, PACKED_A, PACKED_B } from "./layout";
import { pack } from "./pack";
import { bytes, multiplyAdd } from "./simd";

/**
 * C += alpha·A·B, with A m × k, B k × n, C m × n with contiguous rows. Strides are in elements: (i, p) of A lies at
 * `a + i·aRow + p·aColumn`. With `lowerOnly` the tiles above the diagonal of C are left out (what is above the
 * diagonal inside a tile that crosses it is still written).
 */
export function gemm(
  m: i32, n: i32, k: i32, alpha: f64,
  a: usize, aRow: i32, aColumn: i32,
  b: usize, bRow: i32, bColumn: i32,
  c: usize, cRow: i32, lowerOnly: bool,
): void {
  for (let row = 0; row < m; row += BLOCK_ROWS) {
    const rows = min(BLOCK_ROWS, m - row);
    for (let p = 0; p < k; p += DEPTH) {
      const depth = min(DEPTH, k - p);
      pack(rows, depth, at(a, row, aRow, p, aColumn), aRow, aColumn, PACKED_A);
      const end = lowerOnly ? min(n, row + rows) : n;
      for (let column = 0; column < end; column += BLOCK_COLUMNS) {
        const columns = min(BLOCK_COLUMNS, end - column);
        pack(columns, depth, at(b, p, bRow, column, bColumn), bColumn, bRow, PACKED_B);
        // How far the diagonal of C lies to the right of this block's first element.
        const diagonal = lowerOnly ? row - column : n;
        multiplyBlock(rows, columns, depth, alpha, at(c, row, cRow, column, 1), bytes(cRow), diagonal);
      }
    }
  }
}

@inline
function at(base: usize, i: i32, rowStride: i32, j: i32, columnStride: i32): usize {
  return base + bytes(i) * <usize>rowStride + bytes(j) * <usize>columnStride;
}

/**
 * C += alpha·(packed A)·(packed B), without the tiles whose columns all lie beyond `diagonal` + their last row. Tiles
 * follow one another along the rows of C, which the processor then fetches ahead.
 */
function multiplyBlock(m: i32, n: i32, depth: i32, alpha: f64, c: usize, cStride: usize, diagonal: i32): void {
  const strip = bytes(4 * depth);
  let a = PACKED_A;
  for (let i = 0; i < m; i += 4, a += strip, c += 4 * cStride) {
    const end = min(n, i + 4 + diagonal);
    let b = PACKED_B;
    for (let j = 0; j < end; j += 4, b += strip) {
      const tile = c + bytes(j);
      if (i + 4 <= m && j + 4 <= n) multiplyTile(depth, a, b, alpha, tile, cStride);
      else multiplyEdge(depth, a, b, alpha, tile, cStride, min(4, m - i), min(4, n - j));
    }
  }
}

/** A tile that reaches over the edge of C: summed aside, its inner part added. */
function multiplyEdge(k: i32, a: usize, b: usize, alpha: f64, c: usize, cStride: usize, rows: i32, columns: i32): void {
  memory.fill(EDGE_TILE, 0, 128);
  multiplyTile(k, a, b, alpha, EDGE_TILE, 32);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const to = c + <usize>i * cStride + bytes(j);
      store<f64>(to, load<f64>(to) + load<f64>(EDGE_TILE + bytes(4 * i + j)));
    }
  }
}

/**
 * C[4 × 4] += alpha·Σ_p a_p b_pᵀ over two packed strips. Eight accumulators: larger blocks spill in today's engines,
 * and unrolling over p gains nothing.
 */
function multiplyTile(k: i32, a: usize, b: usize, alpha: f64, c: usize, cStride: usize): void {
  let c00 = f64x2.splat(0);
  let c01 = c00;
  let c10 = c00;
  let c11 = c00;
  let c20 = c00;
  let c21 = c00;
  let c30 = c00;
  let c31 = c00;
  for (const end = a + bytes(4 * k); a < end; a += 32, b += 32) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const a0 = v128.load_splat<f64>(a);
    c00 = multiplyAdd(a0, b0, c00);
    c01 = multiplyAdd(a0, b1, c01);
    const a1 = v128.load_splat<f64>(a, 8);
    c10 = multiplyAdd(a1, b0, c10);
    c11 = multiplyAdd(a1, b1, c11);
    const a2 = v128.load_splat<f64>(a, 16);
    c20 = multiplyAdd(a2, b0, c20);
    c21 = multiplyAdd(a2, b1, c21);
    const a3 = v128.load_splat<f64>(a, 24);
    c30 = multiplyAdd(a3, b0, c30);
    c31 = multiplyAdd(a3, b1, c31);
  }
  const scale = f64x2.splat(alpha);
  addRow(c, scale, c00, c01);
  addRow((c += cStride), scale, c10, c11);
  addRow((c += cStride), scale, c20, c21);
  addRow(c + cStride, scale, c30, c31);
}

@inline
function addRow(c: usize, scale: v128, left: v128, right: v128): void {
  v128.store(c, multiplyAdd(scale, left, v128.load(c)));
  v128.store(c, multiplyAdd(scale, right, v128.load(c, 16)), 16);
}
