import { type DrawingDocument, type DrawingElement, svgElement } from "./dom.js";

/** A symbol of one letter with a subscript or superscript: `ε_g`, `W_{11}`, `R^2`. Words with underscores stay words. */
const SCRIPT = /(?<![\p{L}\p{N}_])(\p{L})([_^])(\{[^}]*\}|[\p{L}\p{N}])(?![\p{L}\p{N}_])/gu;

/** A line of text as SVG, with its subscripts and superscripts set as such. */
export function richText(
  document: DrawingDocument,
  text: string,
  attributes: Readonly<Record<string, string | number>>,
): DrawingElement {
  const parts: (DrawingElement | string)[] = [];
  let end = 0;
  for (const match of text.matchAll(SCRIPT)) {
    const [whole, letter, kind, script] = match as unknown as [string, string, string, string];
    const shift = kind === "_" ? 3 : -4;
    const small = svgElement(document, "tspan", { dy: shift, "font-size": 9.5 }, script.replace(/[{}]/g, ""));
    parts.push(text.slice(end, match.index) + letter, small);
    end = match.index + whole.length;
    // What follows stands on the line again; an empty span would be lost at the end of a line, and needs none there.
    if (end < text.length) {
      parts.push(svgElement(document, "tspan", { dy: -shift }, text[end]!));
      end += 1;
    }
  }
  return svgElement(document, "text", attributes, ...parts, text.slice(end));
}
