import type { Figure } from "../../study/index.js";
import { drawnForFile } from "./drawings.js";
import { svgPng, svgText } from "./svg-file.js";

export { download } from "./download.js";

/** A figure as the text of an SVG file that stands alone. @throws Error where it cannot be drawn */
export async function figureSvg(figure: Figure): Promise<string> {
  return svgText((await drawnForFile(figure)).svg);
}

/** A figure as a PNG of three pixels to the figure's one. @throws Error where the browser cannot paint it */
export async function figurePng(figure: Figure): Promise<Blob> {
  const { svg, width, height } = await drawnForFile(figure);
  return svgPng(svg, width, height);
}
