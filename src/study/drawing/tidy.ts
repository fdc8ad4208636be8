import type { DrawingElement } from "./dom.js";

const NUMBER = /-?\d+\.\d{3,}(?:e-?\d+)?/g;
const GEOMETRY = new Set([
  "x",
  "y",
  "x1",
  "x2",
  "y1",
  "y2",
  "width",
  "height",
  "d",
  "transform",
  "cx",
  "cy",
  "fill-opacity",
]);

/**
 * Makes a drawing the same wherever and however often it is drawn: ids that Plot counts up through the life of the
 * program become `PREFIX-1, …` in order of appearance, and positions are kept to two decimals, a hundredth of a pixel.
 */
export function tidy(root: DrawingElement, prefix: string): void {
  // Plot's own style sheet says what figure-style.ts says for the page, once for all drawings.
  for (const style of [...root.querySelectorAll("style")]) style.remove();
  const ids = new Map<string, string>();
  const all = [...root.querySelectorAll("*")];
  for (const element of all) {
    const id = element.getAttribute("id");
    if (id?.startsWith("plot-")) {
      ids.set(id, `${prefix}-${ids.size + 1}`);
      element.setAttribute("id", ids.get(id)!);
    }
  }
  for (const element of all) {
    for (const { name, value } of [...element.attributes]) {
      if (GEOMETRY.has(name))
        element.setAttribute(
          name,
          value.replace(NUMBER, (text) => String(round(Number(text)))),
        );
      else if (value.startsWith("url(#plot-")) element.setAttribute(name, `url(#${ids.get(value.slice(5, -1))})`);
    }
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
