/**
 * Where things lie in linear memory: the packed panels of the matrix product first, then the heap that the caller
 * divides. Sizes fit a core's caches: a strip of A in the first level, the block of B in the second.
 */

/** Depth of a packed panel: how many products are summed in registers. */
export const DEPTH: i32 = 256;
/** Rows of the packed panel of A (1 MiB with DEPTH). */
export const BLOCK_ROWS: i32 = 512;
/** Columns of the packed block of B (256 KiB with DEPTH). */
export const BLOCK_COLUMNS: i32 = 128;

/** A 4 × 4 tile for the ragged edges of a product. */
export const EDGE_TILE: usize = 4096;
export const PACKED_A: usize = 8192;
export const PACKED_B: usize = PACKED_A + ((<usize>DEPTH * BLOCK_ROWS) << 3);

/** Where the caller's memory starts. */
export const heap: usize = PACKED_B + ((<usize>DEPTH * BLOCK_COLUMNS) << 3);
