import type { ColorMap } from "./color-scale.js";
import { type DrawingDocument, type DrawingElement, svgElement } from "./dom.js";
import { type Content, DASH } from "./drawing.js";
import { richText } from "./rich-text.js";
import { dataMarks, type Series } from "./series.js";
import { type DotSymbol, symbolPath, symbolStyle } from "./symbols.js";
import { textWidth } from "./text-size.js";
import { linearTicks } from "./ticks.js";

/** One entry of a legend: its size, and how it is drawn with its top left corner at the origin. */
export interface LegendItem {
  readonly width: number;
  readonly height: number;
  draw(document: DrawingDocument): DrawingElement[];
}

const FONT = 12;
const SWATCH = 26;
const BAR = 150;

/** An item and its place from the figure's top left corner. */
export interface PlacedItem {
  readonly item: LegendItem;
  readonly left: number;
  readonly top: number;
}

/** What explains a figure's colours (series, colour bar, what “no value” looks like), in rows of at most `width`. */
export function flow(content: Content, width: number): { placed: PlacedItem[]; height: number } {
  const { series, colors } = content;
  const items = series.map((one) => seriesItem(one, content));
  const title = content.figure.color?.label;
  if (!colors && title && items.length > 0) items.unshift(titleItem(title));
  if (colors) items.push(barItem(colors, content.ramp));
  if (colors?.missing) items.push(missingItem(content.hatch));
  let [left, top, rowHeight] = [0, 0, 0];
  const placed = items.map((item) => {
    if (left > 0 && left + item.width > width) {
      top += rowHeight + 4;
      [left, rowHeight] = [0, 0];
    }
    const place = { item, left, top };
    left += item.width + 18;
    rowHeight = Math.max(rowHeight, item.height);
    return place;
  });
  return { placed, height: top + rowHeight };
}

/** The stops of a colour bar. */
export function gradientStops(document: DrawingDocument, colors: ColorMap): DrawingElement[] {
  const [low, high] = colors.domain;
  return Array.from({ length: 17 }, (_, i) => {
    const color = colors.paint(low + ((high - low) * i) / 16)!;
    return svgElement(document, "stop", { offset: `${(100 * i) / 16}%`, "stop-color": color });
  });
}

function seriesItem(series: Series, content: Content): LegendItem {
  return {
    width: SWATCH + 6 + textWidth(series.name, FONT),
    height: 18,
    draw: (document) => [...swatch(document, series, content), label(document, series.name, SWATCH + 6, 13)],
  };
}

/** A small picture of all that draws a series: band, line, symbol. */
function swatch(document: DrawingDocument, series: Series, { figure }: Content): DrawingElement[] {
  const parts: DrawingElement[] = [];
  const has = (datum: Readonly<Record<string, unknown>>, column: string) => datum[column] === series.value;
  const marks = dataMarks(figure).filter((mark) => mark.data.some((datum) => mark.series && has(datum, mark.series)));
  const middle = SWATCH / 2;
  for (const mark of marks) {
    if (mark.type === "band") {
      const box = { x: 0, y: 3, width: SWATCH, height: 12, fill: series.color, "fill-opacity": 0.18 };
      parts.push(svgElement(document, "rect", box));
    } else if (mark.type === "line") {
      const dash = mark.dashed ? { "stroke-dasharray": DASH } : {};
      const style = { fill: "none", stroke: series.color, "stroke-width": 1.75, ...dash };
      parts.push(svgElement(document, "path", { d: `M0,9H${SWATCH}`, ...style }));
    } else if (mark.type === "interval") {
      const path = `M${middle - 3},2h6m-3,0v14m-3,0h6`;
      parts.push(svgElement(document, "path", { d: path, fill: "none", stroke: series.color, "stroke-width": 1.25 }));
    } else if (mark.type === "dot") {
      parts.push(symbolElement(document, mark.symbol ?? series.symbol, series.color, middle, 9));
    } else if (mark.type === "text") {
      parts.push(svgElement(document, "rect", { x: middle - 4, y: 5, width: 8, height: 8, fill: series.color }));
    }
  }
  return parts;
}

/** A symbol as a path; the same corners as in the figure. */
function symbolElement(document: DrawingDocument, symbol: DotSymbol, color: string, x: number, y: number) {
  const { fill, stroke, strokeWidth } = symbolStyle(symbol, color);
  const style = { fill, stroke, "stroke-width": strokeWidth, transform: `translate(${x},${y})` };
  return svgElement(document, "path", { d: symbolPath(symbol, 3.4), ...style });
}

/** What the series are values of. */
function titleItem(title: string): LegendItem {
  return { width: textWidth(title, FONT), height: 18, draw: (document) => [label(document, title, 0, 13)] };
}

/** A colour bar with its label before it and round values below it. */
function barItem(colors: ColorMap, gradient: string): LegendItem {
  const before = colors.label === "" ? 0 : textWidth(colors.label, FONT) + 10;
  const [low, high] = colors.domain;
  return {
    width: before + BAR + 16,
    height: 32,
    draw: (document) => [
      ...(before > 0 ? [label(document, colors.label, 0, 12)] : []),
      svgElement(document, "rect", {
        ...{ x: before, y: 2.5, width: BAR, height: 12, fill: gradient },
        ...{ stroke: "currentColor", "stroke-opacity": 0.4 },
      }),
      ...linearTicks(low, high, 4).map((tick) => {
        const x = before + (BAR * (tick.at - low)) / (high - low);
        return svgElement(document, "text", { x, y: 27, "font-size": 11, "text-anchor": "middle" }, tick.label);
      }),
    ],
  };
}

function missingItem(hatch: string): LegendItem {
  const style = { fill: hatch, stroke: "currentColor", "stroke-opacity": 0.4 };
  return {
    width: 22 + textWidth("no value", FONT),
    height: 18,
    draw: (document) => [
      svgElement(document, "rect", { x: 0.5, y: 2.5, width: 15, height: 12, ...style }),
      label(document, "no value", 22, 12),
    ],
  };
}

function label(document: DrawingDocument, text: string, x: number, y: number): DrawingElement {
  return richText(document, text, { x, y, "font-size": FONT, "text-anchor": "start" });
}
