import type { t } from "./index.svelte.js";

/** How large a table is, for a sentence: `1 row`, `2,000 rows` and `3 columns`. */
export function sizeInWords(
  { rows, columns }: { readonly rows: number; readonly columns: number },
  say: typeof t,
): { rows: string; columns: string } {
  const counted = (n: number, one: "frame.row" | "frame.column") =>
    say(n === 1 ? one : `${one}s`, { n: n.toLocaleString("en") });
  return { rows: counted(rows, "frame.row"), columns: counted(columns, "frame.column") };
}
