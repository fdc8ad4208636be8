import type { Table } from "../src/study/index.js";

/** A table of the columns given, as if read from `runs.csv`. */
export function tableOf(columns: Readonly<Record<string, ArrayLike<number>>>): Table {
  const entries = Object.entries(columns).map(([name, values]) => ({ name, values: Float64Array.from(values) }));
  return { name: "runs.csv", rows: entries[0]!.values.length, columns: entries };
}
