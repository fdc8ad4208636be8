import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderReport } from "../../src/lab/report/index.js";
import { findChromium, startChromium } from "./chromium.js";
import { exampleRun } from "./example-runs.js";
import { realRuns } from "./real-runs.js";

const chromium = findChromium();
const VIEWS = [1280, 400].flatMap((width) => (["light", "dark"] as const).map((scheme) => ({ width, scheme })));

describe.skipIf(!chromium)("a report, opened from disk in Chromium", () => {
  const folder = mkdtempSync(join(tmpdir(), "isinglass-report-"));
  const address = pathToFileURL(join(folder, "report.html")).href;
  let browser: Browser;
  beforeAll(async () => {
    writeFileSync(join(folder, "report.html"), await renderReport([await exampleRun(), ...(await realRuns())]));
    browser = await startChromium(chromium!);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  describe.each(VIEWS)("$width pixels wide, $scheme", ({ width, scheme }) => {
    const requests: string[] = [];
    const talk: string[] = [];
    let page: Page;
    beforeAll(async () => {
      page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme });
      page.on("request", (request) => requests.push(request.url()));
      page.on("console", (message) => talk.push(message.text()));
      page.on("pageerror", (error) => talk.push(error.message));
      await page.goto(address);
      await page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })");
      await page.evaluate("document.fonts.ready.then(() => undefined)");
    });
    afterAll(() => page?.close());

    test("asks for nothing, says nothing and is no wider than the window", async () => {
      expect(requests).toEqual([address]);
      expect(talk).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
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
      const beyond = await page.evaluate<string[]>(`
        [...document.querySelectorAll("figure svg")].filter((svg) => svg.getClientRects().length > 0).flatMap((svg) => {
          const box = svg.getBoundingClientRect();
          return [...svg.querySelectorAll("text")]
            .filter((text) => {
              const { left, right, top, bottom } = text.getBoundingClientRect();
              return left < box.left - 1 || right > box.right + 1 || top < box.top - 2 || bottom > box.bottom + 2;
            })
            .map((text) => svg.getAttribute("aria-label").slice(0, 40) + ": " + text.textContent);
        })`);
      expect(beyond).toEqual([]);
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
