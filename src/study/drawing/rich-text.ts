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
  return svgElement(document, "text", attributes, ...spans(document, text));
}

/** Sets the subscripts and superscripts in the texts of one line that are below an element. */
export function setScripts(document: DrawingDocument, root: DrawingElement): void {
  for (const element of [...root.querySelectorAll("text:not(:has(tspan))")]) {
    const parts = spans(document, element.textContent ?? "");
    if (parts.length < 2) continue;
    element.textContent = "";
    element.append(...parts);
  }
}

function spans(document: DrawingDocument, text: string): (DrawingElement | string)[] {
  let depth = 0;
  return piecesOf(text).map(({ text: part, level }, index) => {
    if (index === 0 && level === "line") return part;
    const dy = DEPTH[level] - depth;
    depth = DEPTH[level];
    return svgElement(document, "tspan", { dy, ...(level === "line" ? {} : { "font-size": 9.5 }) }, part);
  });
}
