import * as Plot from "@observablehq/plot";
import type { Datum, Mark } from "../figure.js";
import { contains, fractionAlong } from "./axis.js";
import { cellMarks } from "./cell-marks.js";
import { DASH, type Drawing } from "./drawing.js";
import { placeOf } from "./place.js";
import { ruleMarks } from "./rule-marks.js";
import type { DataMark, Series } from "./series.js";
import { type SymbolPath, symbolStyle, traceSymbol } from "./symbols.js";
import { textStyle } from "./text-style.js";

type MarkOf<T extends Mark["type"]> = Extract<Mark, { type: T }>;

/** The marks of a figure as Plot's marks: a data mark becomes one for each of its series. */
export function plotMarks(drawing: Drawing): Plot.Markish[] {
  return drawing.figure.marks.flatMap((mark) => {
    if (mark.type === "rule") return ruleMarks(mark, drawing);
    if (mark.type === "cell") return cellMarks(mark, drawing);
    if (mark.series === undefined) return seriesMarks(mark, mark.data, undefined, drawing);
    return drawing.series.flatMap((series) => {
      const data = mark.data.filter((datum) => datum[mark.series!] === series.value);
      return data.length === 0 ? [] : seriesMarks(mark, data, series, drawing);
    });
  });
}

function seriesMarks(
  mark: Exclude<DataMark, { type: "cell" }>,
  data: readonly Datum[],
  series: Series | undefined,
  drawing: Drawing,
): Plot.Markish[] {
  const color = series?.color ?? "currentColor";
  switch (mark.type) {
    case "line":
      return [lineMark(mark, data, color, drawing)];
    case "dot":
      return [dotMark(mark, data, series, drawing)];
    case "text":
      return textMarks(mark, data, color, drawing);
    case "band":
      return [bandMark(mark, data, color, drawing)];
    case "interval":
      return intervalMarks(mark, data, series, drawing);
  }
}

function lineMark(mark: MarkOf<"line">, data: readonly Datum[], color: string, drawing: Drawing): Plot.Markish {
  const dash = mark.dashed ? { strokeDasharray: DASH, strokeLinecap: "butt" } : {};
  return Plot.line(data, { ...placeOf(mark, drawing), clip: true, stroke: color, strokeWidth: 1.75, ...dash });
}

function dotMark(
  mark: MarkOf<"dot">,
  data: readonly Datum[],
  series: Series | undefined,
  drawing: Drawing,
): Plot.Markish {
  const symbol = mark.symbol ?? series?.symbol ?? "circle";
  // Smaller dots where they are many.
  const r = data.length > 200 ? 1.8 : 3.4;
  return Plot.dot(inside(mark, data, drawing), {
    ...placeOf(mark, drawing, series),
    symbol: { draw: (path: SymbolPath) => traceSymbol(path, symbol, r) },
    ...symbolStyle(symbol, series?.color ?? "currentColor"),
  });
}

/** Text leans inwards near the left and right edges, so as not to run out of the frame. */
function textMarks(mark: MarkOf<"text">, data: readonly Datum[], color: string, drawing: Drawing): Plot.Markish[] {
  const place = placeOf(mark, drawing);
  const text = (datum: Datum) => String(datum[mark.text] ?? "");
  const anchor = (datum: Datum) => {
    const along = fractionAlong(drawing.x, place.x(datum));
    return drawing.x.ordinal ? "middle" : along < 0.15 ? "start" : along > 0.85 ? "end" : "middle";
  };
  return (["start", "middle", "end"] as const).map((textAnchor) => {
    const shown = inside(mark, data, drawing).filter((datum) => anchor(datum) === textAnchor);
    return Plot.text(shown, { ...place, ...textStyle(color), text, textAnchor });
  });
}

function bandMark(mark: MarkOf<"band">, data: readonly Datum[], color: string, drawing: Drawing): Plot.Markish {
  const { y: _, ...place } = placeOf(mark, drawing);
  const [y1, y2] = bounds(mark, drawing);
  return Plot.areaY(data, { ...place, y1, y2, clip: true, fill: color, fillOpacity: 0.18 });
}

/** A bar with small caps; an end beyond the frame, or at zero on a logarithmic axis, leaves the frame without a cap. */
function intervalMarks(
  mark: MarkOf<"interval">,
  data: readonly Datum[],
  series: Series | undefined,
  drawing: Drawing,
): Plot.Markish[] {
  const { y: _, ...place } = placeOf(mark, drawing, series);
  const [low, high] = bounds(mark, drawing);
  const style = { stroke: series?.color ?? "currentColor", strokeWidth: 1.25 };
  const cap = {
    draw(path: SymbolPath) {
      path.moveTo(-3, 0);
      path.lineTo(3, 0);
    },
  };
  const [foot, head] = drawing.y.domain;
  return [
    Plot.ruleX(data, { ...place, y1: low, y2: high, ...style, clip: true }),
    ...[low, high].map((end) => {
      const capped = data.filter((datum) => end(datum) > foot && end(datum) < head);
      return Plot.dot(capped, { ...place, y: end, symbol: cap, ...style });
    }),
  ];
}

/** The low and high ends of a band or an interval; what a logarithmic axis cannot show is at the frame's foot. */
function bounds(mark: MarkOf<"band" | "interval">, { y }: Drawing) {
  const end = (column: string) => (datum: Datum) => {
    const value = datum[column];
    return y.type === "log" && typeof value === "number" && value <= 0 ? y.domain[0] : y.at(value);
  };
  return [end(mark.low), end(mark.high)] as const;
}

/** The records within the frame. */
function inside(mark: DataMark, data: readonly Datum[], { x, y }: Drawing): Datum[] {
  return data.filter((datum) => contains(x, x.at(datum[mark.x])) && contains(y, y.at(datum[mark.y])));
}
