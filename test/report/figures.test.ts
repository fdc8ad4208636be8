import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { parseHTML } from "linkedom";
import { describe, expect, test, vi } from "vitest";
import { drawFigure } from "../../src/study/draw-figure.js";
import type { Figure } from "../../src/study/index.js";

/**
 * Drop `NAME.ts`, which exports a `figure`, into `figures/`: it is drawn and compared with `NAME.svg` and
 * `NAME.narrow.svg`, which UPDATE=1 writes. Each is an example, a test and a picture to open in a browser.
 */
const folder = new URL("./figures/", import.meta.url).pathname;
const names = readdirSync(folder).flatMap((file) => (file.endsWith(".ts") ? [file.slice(0, -3)] : []));
const { document } = parseHTML("<!doctype html><html><body></body></html>");

describe("figures", () => {
  test.each(names)("%s", async (name) => {
    const warn = vi.spyOn(console, "warn");
    const { figure } = (await import(`./figures/${name}.ts`)) as { figure: Figure };
    const [wide, narrow] = drawFigure(figure, document).querySelectorAll("svg");
    compare(`${folder}${name}.svg`, picture(wide!));
    compare(`${folder}${name}.narrow.svg`, picture(narrow!));
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });

  test("are the same however often they are drawn", async () => {
    const { figure } = (await import("./figures/curves.js")) as { figure: Figure };
    expect(drawFigure(figure, document).outerHTML).toBe(drawFigure(figure, document).outerHTML);
  });
});

/** The text of a file that holds one drawing: an element a line, numbers cut to three decimals. */
function picture(svg: { readonly outerHTML: string }): string {
  const lines = svg.outerHTML.replace(/>(?=<(?!\/?tspan|\/text))/g, ">\n").replace(/(\.\d{3})\d+/g, "$1");
  return `${lines.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"')}\n`;
}

function compare(golden: string, actual: string): void {
  if (process.env.UPDATE) writeFileSync(golden, actual);
  expect(existsSync(golden), `${golden} is missing; UPDATE=1 writes it`).toBe(true);
  expect(actual).toBe(readFileSync(golden, "utf8"));
}
