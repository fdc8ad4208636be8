import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderReport } from "../../src/lab/report/index.js";
import { findChromium } from "./chromium.js";
import { exampleRun } from "./example-runs.js";
import { type OpenedPage, openedFromDisk, textsBeyond, VIEWS } from "./opened-page.js";
import { realRuns } from "./real-runs.js";

const chromium = findChromium();

describe.skipIf(!chromium)("a report, opened from disk in Chromium", () => {
  const { address, open } = openedFromDisk(chromium, async () => ({
    report: await renderReport([await exampleRun(), ...(await realRuns())]),
  }));

  describe.each(VIEWS)("$width pixels wide, $scheme", (view) => {
    let opened: OpenedPage;
    let page: OpenedPage["page"];
    beforeAll(async () => {
      opened = await open("report", view);
      page = opened.page;
    });
    afterAll(() => page?.close());

    test("asks for nothing, says nothing and is no wider than the window", async () => {
      expect(opened.requests).toEqual([address("report")]);
      expect(opened.talk).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(view.width);
    });

    test("sets its formulas in the fonts that it carries", async () => {
      const fonts = await page.evaluate<string[]>(`
        [...document.fonts].map((font) => font.family.replaceAll('"', "") + " " + font.status)`);
      expect(fonts).toEqual(expect.arrayContaining(["KaTeX_Main loaded", "KaTeX_Math loaded"]));
      expect(fonts.filter((font) => font.endsWith("error"))).toEqual([]);
    });

    test("shows one drawing of each figure, with type of 9 pixels and more", async () => {
      const figures = await page.locator("figure").count();
      expect(figures).toBeGreaterThan(15);
      expect(await page.locator("figure svg:visible").count()).toBe(figures);
      const sizes = await page.evaluate<number[]>(`
        [...document.querySelectorAll("figure svg text, figure svg tspan")]
          .filter((text) => text.getClientRects().length > 0)
          .map((text) => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)`);
      expect(sizes.length).toBeGreaterThan(300);
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(9);
    });

    test("draws no text beyond the edge of its figure", async () => {
      expect(await textsBeyond(page)).toEqual([]);
    });

    test("has text that stands out from its ground", async () => {
      const { texts, faint } = await page.evaluate<{ texts: number; faint: string[] }>(CONTRAST);
      expect(texts).toBeGreaterThan(2000);
      expect(faint).toEqual([]);
    });
  });
});

/** How many texts a page has, and those whose contrast to what is painted behind them is less than 4.5 (WCAG 2.2, 1.4.3). */
const CONTRAST = `(() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const luminance = (color) => rgba(color).slice(0, 3)
    .map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0.05);
  const ground = (element) => {
    const color = getComputedStyle(element).backgroundColor;
    return rgba(color)[3] === 255 || !element.parentElement ? color : ground(element.parentElement);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let texts = 0;
  const faint = new Set();
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (walker.currentNode.data.trim() === "" || element.getClientRects().length === 0 || element.closest("svg")) continue;
    const [low, high] = [luminance(getComputedStyle(element).color), luminance(ground(element))].sort((a, b) => a - b);
    texts++;
    if (high / low < 4.5) faint.add(element.className + " " + (high / low).toFixed(2));
  }
  return { texts, faint: [...faint] };
})()`;
