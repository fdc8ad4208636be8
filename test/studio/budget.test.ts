import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { findChromium } from "../report/chromium.js";
import { SITE } from "./host.js";
import { studioIn } from "./site.js";

const chromium = findChromium();

/** The scripts of a visit, in bytes of gzip. Workers keep books of their own: they never hold the page up. */
const BUDGET = 250_000;
const PATIENCE = 300_000;

/** Every page but the training page, which has an inference engine to load; studies of each room; and what to wait for. */
const PAGES = [
  ["#/", "main figure svg"],
  ["#/study/spinglass/message-passing", "main figure svg"],
  ["#/study/learning/dual-form", "main figure svg"],
  ["#/study/laws/compute-optimal", "#theory .katex, #theory p"],
  ["#/laws?example=dense&bootstrap=0&compute=3e22", "main figure svg"],
  ["#/landscape", "main h2"],
] as const;

describe.skipIf(!chromium)("what the studio weighs, in Chromium", () => {
  const { address, open } = studioIn(chromium);

  test(
    "a visit to all of these pages loads at most 250 kB of script",
    async () => {
      const { page } = await open("#/");
      const scripts = await scriptsOf(page);
      for (const [hash, sight] of PAGES) {
        await page.goto(address() + hash);
        await settled(page, sight);
      }
      expectLight(scripts);
      await page.context().close();
    },
    PATIENCE,
  );
});

/** The names of all scripts that run in a page, those of its workers aside: those that have run, and each that comes. */
async function scriptsOf(page: Page): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  const session = await page.context().newCDPSession(page);
  session.on("Debugger.scriptParsed", ({ url }) => {
    if (url.endsWith(".js")) names.add(basename(new URL(url).pathname));
  });
  await session.send("Debugger.enable");
  return names;
}

/** Waits until what a page shows last is there, and all has come that it asked for. */
async function settled(page: Page, sight: string): Promise<void> {
  await page.locator(sight).first().waitFor({ timeout: 100_000 });
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(1000);
}

function expectLight(scripts: ReadonlySet<string>): void {
  const weighed = [...scripts].map(
    (name) => [name, gzipSync(readFileSync(join(SITE, "assets", name))).length] as const,
  );
  const total = weighed.reduce((sum, [, size]) => sum + size, 0);
  const largest = weighed.sort(([, a], [, b]) => b - a).slice(0, 12);
  expect(weighed.length).toBeGreaterThan(20);
  expect(total, largest.map(([name, size]) => `${name} ${size}`).join(", ")).toBeLessThanOrEqual(BUDGET);
}
