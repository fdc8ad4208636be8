import type { Row } from "../../study/index.js";

/** Rows and cells that an engine keeps, at most: a cell without rows takes room as well. */
const MOST_ROWS = 200_000;

/** The rows of cells computed before. A cell's rows depend on its content and the seed alone, so they need not be computed again. */
export interface KnownRows {
  get(key: string): readonly Row[] | undefined;
  set(key: string, rows: readonly Row[]): void;
}

/** Keeps the rows of the cells that were used last. */
export function knownRows(most = MOST_ROWS): KnownRows {
  // A Map goes through its entries in the order in which they were set, those set meanwhile as well: one way through it
  // is always at the one that was set first, and need not pass again where others have been.
  const kept = new Map<string, readonly Row[]>();
  const oldest = kept.keys();
  let count = 0;
  const forget = (key: string) => {
    count -= sizeOf(kept.get(key));
    kept.delete(key);
  };
  const set = (key: string, rows: readonly Row[]) => {
    forget(key);
    kept.set(key, rows);
    count += sizeOf(rows);
    while (count > most) forget(oldest.next().value!);
  };
  return {
    set,
    get(key) {
      const rows = kept.get(key);
      if (rows) set(key, rows);
      return rows;
    },
  };
}

/** The room that a cell takes: one for itself, and one for each row. */
function sizeOf(rows: readonly Row[] | undefined): number {
  return rows ? 1 + rows.length : 0;
}
