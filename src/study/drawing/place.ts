import type { Datum } from "../figure.js";
import type { Drawing } from "./drawing.js";
import type { DataMark, Series } from "./series.js";

/**
 * Where a mark's records stand, as Plot's channels: position and panel. Dots and bars of different series that share a
 * name on the horizontal axis stand beside each other.
 */
export function placeOf(mark: DataMark, { figure, x, y, series, layout: { panels } }: Drawing, own?: Series) {
  const beside = x.ordinal && own && (mark.type === "dot" || mark.type === "interval") && !hasCells(figure.marks);
  const offset = beside ? (series.indexOf(own) - (series.length - 1) / 2) * Math.min(0.15, 0.7 / series.length) : 0;
  return {
    x: (datum: Datum) => x.at(datum[mark.x]) + offset,
    y: (datum: Datum) => y.at(datum[mark.y]),
    fx: (datum: Datum) => panels.of(datum) % panels.columns,
    fy: (datum: Datum) => Math.floor(panels.of(datum) / panels.columns),
  };
}

/** Whether a figure is a heat map. */
export function hasCells(marks: Drawing["figure"]["marks"]): boolean {
  return marks.some((mark) => mark.type === "cell");
}
