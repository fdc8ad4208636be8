import type { Figure } from "../../study/index.js";
import { standaloneFigure } from "./standalone-figure.js";
import { svgPng, svgText } from "./svg-file.js";

export { download } from "./download.js";

/** A figure as the text of an SVG file that stands alone. */
export function figureSvg(figure: Figure): string {
  return svgText(standaloneFigure(figure, document).svg as unknown as Node);
}

/** A figure as a PNG of three pixels to the figure's one. @throws Error where the browser cannot paint it */
export async function figurePng(figure: Figure): Promise<Blob> {
  const { svg, width, height } = standaloneFigure(figure, document);
  return svgPng(svg as unknown as Node, width, height);
}
