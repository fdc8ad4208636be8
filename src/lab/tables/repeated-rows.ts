/** A row that repeats an earlier one in every column. */
export interface RepeatedRow {
  readonly row: number;
  readonly first: number;
}

/** The rows of equally long columns that repeat an earlier row exactly, in time proportional to the table. */
export function repeatedRows(columns: readonly Float64Array[]): RepeatedRow[] {
  const rows = columns[0]?.length ?? 0;
  const slots = 2 ** Math.ceil(Math.log2(2 * rows + 2));
  const table = new Int32Array(slots).fill(-1);
  const words = columns.map((column) => new Int32Array(column.buffer, column.byteOffset, 2 * rows));
  const repeated: RepeatedRow[] = [];
  for (let row = 0; row < rows; row++) {
    let slot = hashOf(words, row) & (slots - 1);
    while (table[slot]! >= 0 && !columns.every((column) => column[row] === column[table[slot]!])) {
      slot = (slot + 1) & (slots - 1);
    }
    if (table[slot]! < 0) table[slot] = row;
    else repeated.push({ row, first: table[slot]! });
  }
  return repeated;
}

/** Mixes the bits of a row's numbers (multiplications and shifts as in MurmurHash3's finaliser). */
function hashOf(words: readonly Int32Array[], row: number): number {
  let hash = 0;
  for (const column of words) {
    for (let half = 0; half < 2; half++) {
      hash = Math.imul(hash ^ column[2 * row + half]!, 0x85ebca6b);
      hash ^= hash >>> 13;
      hash = Math.imul(hash, 0xc2b2ae35);
      hash ^= hash >>> 16;
    }
  }
  return hash;
}
