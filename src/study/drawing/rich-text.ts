import { type DrawingDocument, type DrawingElement, svgElement } from "./dom.js";
import { type Piece, piecesOf } from "./scripts.js";

/** Pixels below the line. */
const DEPTH: Record<Piece["level"], number> = { line: 0, sub: 3, super: -4 };

/** A line of text as SVG, with its subscripts and superscripts set as such. */
export function richText(
  document: DrawingDocument,
  text: string,
  attributes: Readonly<Record<string, string | number>>,
): DrawingElement {
  let depth = 0;
  const parts = piecesOf(text).map(({ text: part, level }, index) => {
    if (index === 0 && level === "line") return part;
    const dy = DEPTH[level] - depth;
    depth = DEPTH[level];
    return svgElement(document, "tspan", { dy, ...(level === "line" ? {} : { "font-size": 9.5 }) }, part);
  });
  return svgElement(document, "text", attributes, ...parts);
}
