/**
 * A choice of the visitor's that outlives the visit. Where a browser gives no storage (a visitor forbids it, a frame of
 * another site), asking for it throws: then nothing is kept, and the studio starts as for a new visitor.
 */
export interface KeptChoice<T extends string> {
  /** What was chosen in an earlier visit; undefined where nothing was, or where it is no longer offered. */
  read(): T | undefined;
  keep(chosen: T): void;
}

/** The choice that is kept under `isinglass.NAME`, one of `offered`. */
export function keptChoice<T extends string>(name: string, offered: readonly T[]): KeptChoice<T> {
  const key = `isinglass.${name}`;
  return {
    read: () => attempt(() => offered.find((choice) => choice === localStorage.getItem(key))),
    keep: (chosen) => attempt(() => localStorage.setItem(key, chosen)),
  };
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
