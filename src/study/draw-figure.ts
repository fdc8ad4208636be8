import { axesOf } from "./drawing/axes.js";
import { colorMapOf } from "./drawing/color-scale.js";
import { type DrawingDocument, type DrawingElement, svgElement } from "./drawing/dom.js";
import type { Content, Drawing } from "./drawing/drawing.js";
import { FONT, LINE, layOut } from "./drawing/layout.js";
import { gradientStops } from "./drawing/legend.js";
import type { Room } from "./drawing/panels.js";
import { plotPanels } from "./drawing/panels-plot.js";
import { richText, setScripts } from "./drawing/rich-text.js";
import { seriesOf } from "./drawing/series.js";
import { tidy } from "./drawing/tidy.js";
import type { Figure } from "./figure.js";

export { figureStyle } from "./drawing/figure-style.js";

/** A page's column, and a telephone of 400 pixels. */
const ROOMS = {
  wide: { width: 680, maxPanelHeight: 400, minPanelWidth: { cells: 130, plot: 185 }, minAspect: 0.4 },
  narrow: { width: 356, maxPanelHeight: 320, minPanelWidth: { cells: 110, plot: 200 }, minAspect: 0.7 },
} as const satisfies Record<string, Room>;

/**
 * Draws a figure with Observable Plot, twice: an SVG for wide and one for narrow places, in one element that shows the
 * one that fits (with {@link figureStyle} on the page). Each is whole by itself, with its legend, and takes its colours
 * from the page: `currentColor`, `--figure-paper`, `--series-1` … `--series-8`.
 *
 * Pure and deterministic: the same figure and the same kind of document give the same text.
 *
 * @param document makes the elements: the browser's own, or linkedom's.
 */
export function drawFigure<E extends DrawingElement>(figure: Figure, document: DrawingDocument<E>): E {
  const element = document.createElement("div");
  element.setAttribute("class", "drawing");
  for (const [name, room] of Object.entries(ROOMS)) {
    const svg = drawIn(figure, document, room, `${figure.id}-${name}`.replace(/[^\w-]+/g, "-"));
    svg.setAttribute("class", `${svg.getAttribute("class")} ${name}`);
    element.append(svg);
  }
  return element;
}

/**
 * Draws a figure once, for a place of `width` pixels, as a page does that knows how wide it is; see {@link drawFigure}.
 * The drawing is no wider than that, and says its size in `width` and `height`.
 */
export function drawFigureAt(figure: Figure, document: DrawingDocument, width: number): DrawingElement {
  const room = { ...(width < 580 ? ROOMS.narrow : ROOMS.wide), width };
  return drawIn(figure, document, room, figure.id.replace(/[^\w-]+/g, "-"));
}

function drawIn(figure: Figure, document: DrawingDocument, room: Room, id: string): DrawingElement {
  const content: Content = {
    ...{ figure, ...axesOf(figure), series: seriesOf(figure), colors: colorMapOf(figure) },
    ...{ hatch: `url(#${id}-hatch)`, ramp: `url(#${id}-ramp)` },
  };
  const drawing: Drawing = { ...content, layout: layOut(content, room) };
  const svg = plotPanels(drawing, document);
  setScripts(document, svg);
  svg.append(legend(drawing, document), ...axisLabels(drawing, document), definitions(drawing, document, id));
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", `${figure.title}. ${figure.caption.replaceAll("$", "")}`);
  tidy(svg, id);
  return svg;
}

function legend({ layout }: Drawing, document: DrawingDocument): DrawingElement {
  const items = layout.legend.map(({ item, left, top }) =>
    svgElement(document, "g", { transform: `translate(${left},${top})` }, ...item.draw(document)),
  );
  return svgElement(document, "g", {}, ...items);
}

/** The vertical axis's label lies above it, where it can be read without turning the head. */
function axisLabels({ layout }: Drawing, document: DrawingDocument): DrawingElement[] {
  const style = { "font-size": FONT.label };
  const middle = (layout.left + layout.width - layout.right) / 2;
  const foot = layout.height - 6 - LINE * (layout.xLabel.length - 1);
  const above = { ...style, x: 0, "text-anchor": "start" };
  return [
    ...layout.yLabel.map((line, i) => richText(document, line, { ...above, y: layout.labelTop + 12 + LINE * i })),
    ...layout.xLabel.map((line, i) => richText(document, line, { ...style, x: middle, y: foot + LINE * i })),
  ];
}

/** The colour bar's gradient, and the hatching of cells without a value. */
function definitions({ colors }: Drawing, document: DrawingDocument, id: string): DrawingElement {
  if (!colors) return svgElement(document, "defs", {});
  const ramp = svgElement(document, "linearGradient", { id: `${id}-ramp` }, ...gradientStops(document, colors));
  const stroke = { stroke: "currentColor", "stroke-opacity": 0.35 };
  const lines = svgElement(document, "path", { d: "M-1,1l2,-2M0,5l5,-5M4,6l2,-2", ...stroke });
  const size = { width: 5, height: 5, patternUnits: "userSpaceOnUse" };
  const hatch = svgElement(document, "pattern", { id: `${id}-hatch`, ...size }, lines);
  return svgElement(document, "defs", {}, ramp, hatch);
}
