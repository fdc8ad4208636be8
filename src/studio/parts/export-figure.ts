import type { DrawingElement } from "../../study/drawing/dom.js";
import type { Figure } from "../../study/index.js";
import { standaloneFigure } from "./standalone-figure.js";

/** Pixels of a PNG for each of the figure's own. */
const DENSITY = 3;

/** A figure as the text of an SVG file that stands alone. */
export function figureSvg(figure: Figure): string {
  return serialised(standaloneFigure(figure, document).svg);
}

/** A figure as a PNG of three pixels to the figure's one. @throws Error where the browser cannot paint it */
export async function figurePng(figure: Figure): Promise<Blob> {
  const { svg, width, height } = standaloneFigure(figure, document);
  const image = new Image(width, height);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(serialised(svg))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [DENSITY * width, DENSITY * height];
  canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("the browser made no PNG"))), "image/png");
  });
}

/** Gives the visitor a file to keep. */
export function download(name: string, content: Blob | string, type: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  // The download reads the address after this turn of the event loop.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function serialised(svg: DrawingElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svg as unknown as Node)}\n`;
}
