import type { Datum, Figure, Row } from "../../study/index.js";

/**
 * What a figure draws, a row for each record: its columns, and in `drawn` the kinds of marks that show it. Records that
 * several marks share are there once; a rule is its axis, its place and its label.
 */
export function figureRows({ marks }: Figure): Row[] {
  const kinds = new Map<readonly Datum[], string[]>();
  for (const mark of marks) {
    const data = mark.type === "rule" ? [{ axis: mark.axis, at: mark.at, label: mark.label ?? null }] : mark.data;
    kinds.set(data, [...(kinds.get(data) ?? []), mark.type]);
  }
  return [...kinds].flatMap(([data, types]) => data.map((datum) => ({ drawn: types.join(" "), ...datum })));
}
