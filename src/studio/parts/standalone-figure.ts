import { drawFigureAt } from "../../study/draw-figure.js";
import { type DrawingDocument, type DrawingElement, svgElement } from "../../study/drawing/dom.js";
import { richText } from "../../study/drawing/rich-text.js";
import { wrapText } from "../../study/drawing/text-size.js";
import type { Figure } from "../../study/index.js";
import { plainColors } from "./plain-colors.js";

/** A page's column, as the report's. */
const WIDTH = 680;
const MARGIN = 16;
const TITLE = { size: 15, line: 20 } as const;
const INK = "#1d2127";
const FONTS = "system-ui, 'Segoe UI', 'Noto Sans', Helvetica, Arial, sans-serif";

/** A drawing that needs nothing about it, and its size in pixels. */
export interface StandaloneFigure {
  readonly svg: DrawingElement;
  readonly width: number;
  readonly height: number;
}

/**
 * A figure as an SVG that stands alone, in any program and on any paper: with its title above it and its caption as its
 * description, on white, in colours by value and fonts that every system has one of.
 */
export function standaloneFigure(figure: Figure, document: DrawingDocument): StandaloneFigure {
  const drawing = drawFigureAt(figure, document, WIDTH);
  const size = { width: Number(drawing.getAttribute("width")), height: Number(drawing.getAttribute("height")) };
  const lines = wrapText(figure.title, WIDTH, TITLE.size);
  const top = MARGIN + lines.length * TITLE.line + 8;
  const width = Math.max(size.width, lines.length > 1 ? WIDTH : 0) + 2 * MARGIN;
  const height = top + size.height + MARGIN;

  const element = (
    name: string,
    attributes: Record<string, string | number>,
    ...children: (DrawingElement | string)[]
  ) => svgElement(document, name, attributes, ...children);
  drawing.setAttribute("x", String(MARGIN));
  drawing.setAttribute("y", String(top));
  for (const [name, value] of [
    ["role", "presentation"],
    ["class", ""],
    ["overflow", "visible"],
  ] as const) {
    drawing.setAttribute(name, value);
  }
  const svg = element(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}`, color: INK, fill: INK },
    element("title", {}, figure.title),
    element("desc", {}, figure.caption),
    element("rect", { width, height, fill: "#ffffff" }),
    ...lines.map((line, i) =>
      richText(document, line, {
        ...{ x: MARGIN, y: MARGIN + TITLE.size + i * TITLE.line, "font-size": TITLE.size, "font-weight": 650 },
      }),
    ),
    drawing,
  );
  svg.setAttribute("font-family", FONTS);
  plainColors(svg, INK);
  return { svg, width, height };
}
