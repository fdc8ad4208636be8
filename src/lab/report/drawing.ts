import { parseHTML } from "linkedom";
import { drawFigure } from "../../study/draw-figure.js";
import type { Figure } from "../../study/index.js";
import { Markup } from "./html.js";

const { document } = parseHTML("<!doctype html><html><body></body></html>");

/** A figure drawn as markup. */
export function drawing(figure: Figure): Markup {
  return new Markup(drawFigure(figure, document).outerHTML);
}
