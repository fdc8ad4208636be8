import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fitFile } from "../../src/lab/laws/index.js";
import { renderFitReport } from "../../src/lab/report/index.js";
import { writeRuns } from "../cli/planted-tables.js";
import { findChromium, startChromium } from "./chromium.js";

const chromium = findChromium();
const VIEWS = [1280, 400].flatMap((width) => (["light", "dark"] as const).map((scheme) => ({ width, scheme })));

describe.skipIf(!chromium)("the report of a fit, opened from disk in Chromium", () => {
  const folder = mkdtempSync(join(tmpdir(), "isinglass-fit-page-"));
  const address = pathToFileURL(join(folder, "fit.html")).href;
  let browser: Browser;
  beforeAll(async () => {
    const fitted = await fitFile({
      ...{ file: join(folder, writeRuns(folder)), law: "chinchilla", loss: { kind: "huber", delta: 1e-3 } },
      ...{ bootstrap: 40, profile: true, seed: 1, skipMissing: false, holdout: "C" },
    });
    writeFileSync(join(folder, "fit.html"), await renderFitReport(fitted));
    browser = await startChromium(chromium!);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  test.each(VIEWS)("asks and says nothing, and fits a window of $width pixels, $scheme", async ({ width, scheme }) => {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme });
    const requests: string[] = [];
    const talk: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    page.on("console", (message) => talk.push(message.text()));
    page.on("pageerror", (error) => talk.push(error.message));
    await page.goto(address);
    await page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })");
    await page.evaluate("document.fonts.ready.then(() => undefined)");
    expect({ requests, talk }).toEqual({ requests: [address], talk: [] });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
    expect(await page.locator("figure").count()).toBeGreaterThan(5);
    expect(await page.locator("figure svg:visible").count()).toBe(await page.locator("figure").count());
    expect(await page.evaluate<string[]>(BEYOND)).toEqual([]);
    await page.close();
  });
});

/** Texts of figures that reach beyond their drawing. */
const BEYOND = `
  [...document.querySelectorAll("figure svg")].filter((svg) => svg.getClientRects().length > 0).flatMap((svg) => {
    const box = svg.getBoundingClientRect();
    return [...svg.querySelectorAll("text")]
      .filter((text) => {
        const { left, right, top, bottom } = text.getBoundingClientRect();
        return left < box.left - 1 || right > box.right + 1 || top < box.top - 2 || bottom > box.bottom + 2;
      })
      .map((text) => svg.getAttribute("aria-label").slice(0, 40) + ": " + text.textContent);
  })`;
