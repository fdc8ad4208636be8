import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";

/** What a page gives when a figure is saved as `kind`, from the button of that name. */
export async function savedFile(page: Page, figure: string, kind: "SVG" | "PNG" | "CSV"): Promise<Buffer> {
  const saved = page.waitForEvent("download", { timeout: 120_000 });
  await page.getByRole("button", { name: `${figure}: save as ${kind}`, exact: true }).click({ timeout: 120_000 });
  return readFileSync(await (await saved).path());
}

/** The rows of a saved CSV, by the names of its columns. */
export async function savedRows(page: Page, figure: string): Promise<Record<string, string>[]> {
  const [header = "", ...lines] = (await savedFile(page, figure, "CSV")).toString("utf8").trim().split("\r\n");
  const names = header.split(",");
  return lines.map((line) => Object.fromEntries(line.split(",").map((value, i) => [names[i]!, value])));
}

/** The width and height of a PNG, and whether its pixels are not all of one colour. @throws where it is no picture */
export async function sizeOfPng(page: Page, png: Buffer): Promise<{ width: number; height: number; colours: number }> {
  return page.evaluate(`(async () => {
    const image = new Image();
    image.src = "data:image/png;base64,${png.toString("base64")}";
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.width, image.height];
    const brush = canvas.getContext("2d");
    brush.drawImage(image, 0, 0);
    const colours = new Set(new Uint32Array(brush.getImageData(0, 0, image.width, image.height).data.buffer));
    return { width: image.width, height: image.height, colours: colours.size };
  })()`);
}
