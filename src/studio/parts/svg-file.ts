/** Pixels of a PNG for each of the picture's own. */
const DENSITY = 3;

/** The text of a file for the markup of an SVG that stands alone. */
export function svgText(markup: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${markup}\n`;
}

/** The same as a PNG of three pixels to the picture's one. @throws Error where the browser cannot paint it */
export async function svgPng(markup: string, width: number, height: number): Promise<Blob> {
  const image = new Image(width, height);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(markup))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [DENSITY * width, DENSITY * height];
  canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("the browser made no PNG"))), "image/png");
  });
}
