import { attendHard } from "./hard-attention.js";

/** A table of n keys, each with one of V values: `values[key]`. */
export type RecallTable = ArrayLike<number>;

/** Bits of state without which no recurrent model recalls every table: n log₂ V. */
export function recallBits(n: number, V: number): number {
  return n * Math.log2(V);
}

/**
 * The largest share of the V^n tables of which a summary of b bits can answer every query rightly, 2^b/V^n: one summary
 * answers one table. A chain of thought written after the table changes nothing, being a function of the summary.
 */
export function recallBound(n: number, V: number, bits: number): number {
  return Math.min(1, 2 ** (bits - recallBits(n, V)));
}

/** A memory of so many slots of log₂ V bits, and what it answers. */
export type RecallMemory = (table: RecallTable, slots: number) => (key: number) => number;

/** Keeps the values of the first keys and answers 0 for the rest: as good as any memory can be. */
export const truncatingMemory: RecallMemory = (table, slots) => (key) => (key < slots ? table[key]! : 0);

/** Keeps each value in a slot that a multiplicative hash of its key names, later keys over earlier ones. */
export const hashingMemory: RecallMemory = (table, slots) => {
  if (slots === 0) return () => 0;
  const slotOf = (key: number) => (Math.imul(key, 0x9e3779b1) >>> 16) % slots;
  const kept = new Uint32Array(slots);
  for (let key = 0; key < table.length; key++) kept[slotOf(key)] = table[key]!;
  return (key) => kept[slotOf(key)]!;
};

/** Attention to the token whose one-hot key is the query's, with the table itself in the context. */
export const attentionMemory: RecallMemory = (table) => (key) =>
  table[attendHard(table.length, (t) => (t === key ? 1 : 0))]!;

/** Shares of all V^n tables of which a memory answers every query rightly, and of all queries that it answers rightly. */
export function recallRates(
  memory: RecallMemory,
  { n, V, slots }: { readonly n: number; readonly V: number; readonly slots: number },
): { readonly tables: number; readonly queries: number } {
  const table = new Uint32Array(n);
  const total = V ** n;
  let [tables, queries] = [0, 0];
  for (let code = 0; code < total; code++) {
    for (let key = 0, rest = code; key < n; key++, rest = Math.floor(rest / V)) table[key] = rest % V;
    const recall = memory(table, slots);
    let right = 0;
    for (let key = 0; key < n; key++) if (recall(key) === table[key]) right++;
    queries += right;
    if (right === n) tables++;
  }
  return { tables: tables / total, queries: queries / total / n };
}
