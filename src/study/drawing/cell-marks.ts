import * as Plot from "@observablehq/plot";
import type { Datum, Mark } from "../figure.js";
import { type DrawingDocument, svgElement } from "./dom.js";
import type { Drawing } from "./drawing.js";
import { placeOf } from "./place.js";

/**
 * The cells of a heat map: one path for all cells of one colour, and no element for each, for a map of 50 × 50 is then
 * a tenth of the size.
 */
export function cellMarks(mark: Extract<Mark, { type: "cell" }>, drawing: Drawing): Plot.Markish[] {
  const { x, y, fx, fy } = placeOf(mark, drawing);
  const fills = mark.data.map((datum) => drawing.colors!.paint(datum[mark.fill]) ?? drawing.hatch);
  const corners = {
    x1: (datum: Datum) => x(datum) - 0.5,
    x2: (datum: Datum) => x(datum) + 0.5,
    y1: (datum: Datum) => y(datum) - 0.5,
    y2: (datum: Datum) => y(datum) + 0.5,
  };
  const render: Plot.RenderFunction = (index, _scales, { x1, x2, y1, y2 }, _dimensions, context) => {
    const paths = new Map<string, string>();
    const [left, right, foot, head] = [x1, x2, y1, y2] as number[][] as [number[], number[], number[], number[]];
    for (const i of index) {
      const cell = `M${left[i]},${head[i]}H${right[i]}V${foot[i]}H${left[i]}Z`;
      paths.set(fills[i]!, (paths.get(fills[i]!) ?? "") + cell);
    }
    const document = context.document as DrawingDocument;
    const group = svgElement(document, "g", { "shape-rendering": "crispEdges" });
    for (const [fill, d] of paths) group.append(svgElement(document, "path", { fill, d }));
    return group as never;
  };
  return [Plot.rect(mark.data, { ...corners, fx, fy, render })];
}
