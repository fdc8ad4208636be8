import { parseHTML } from "linkedom/worker";
import { drawFigureAt } from "../../study/draw-figure.js";
import type { Figure } from "../../study/index.js";
import { standaloneFigure } from "./standalone-figure.js";

/** What is drawn: a figure for a place of the page that is `width` pixels wide, or one that stands alone, for a file. */
export type Order =
  | { readonly kind: "page"; readonly figure: Figure; readonly width: number }
  | { readonly kind: "file"; readonly figure: Figure };

/** An SVG as text, and its size in pixels. */
export interface Drawn {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** What the worker answers: the drawing, or why there is none. */
export type Answer = Drawn | { readonly failure: string };

/** Drawings set their smallest type at 11 pixels; on the page it is 12. */
const SCALE = 12 / 11;

const { document } = parseHTML("<!doctype html><html><body></body></html>");

addEventListener("message", ({ data }: MessageEvent<Order>) => postMessage(answer(data)));

function answer(order: Order): Answer {
  try {
    return order.kind === "page" ? forPage(order.figure, order.width) : forFile(order.figure);
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}

function forPage(figure: Figure, room: number): Drawn {
  const svg = drawFigureAt(figure, document, Math.floor(room / SCALE));
  const sized = (side: string) => {
    const pixels = Number(svg.getAttribute(side)) * SCALE;
    svg.setAttribute(side, String(pixels));
    return pixels;
  };
  const [width, height] = [sized("width"), sized("height")];
  // Plot names its groups `line` and `dot`, which says nothing to those who listen; the drawing is one picture.
  for (const group of svg.querySelectorAll("g[aria-label]")) group.removeAttribute("aria-label");
  return { svg: svg.outerHTML, width, height };
}

function forFile(figure: Figure): Drawn {
  const { svg, width, height } = standaloneFigure(figure, document);
  return { svg: svg.outerHTML, width, height };
}
