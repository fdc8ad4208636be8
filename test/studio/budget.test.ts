import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { findChromium } from "../report/chromium.js";
import { SITE } from "./host.js";
import { studioIn } from "./site.js";

const chromium = findChromium();

/** All scripts of the page itself, before a training page is opened, in bytes of gzip. */
const BUDGET = 250_000;

describe.skipIf(!chromium)("what the studio weighs, in Chromium", () => {
  const { address, open } = studioIn(chromium);

  test("ledger, a study and laws together load at most 250 kB of script", async () => {
    const { page } = await open("#/");
    await page.locator("main figure svg").waitFor();
    for (const hash of ["#/study/spinglass/message-passing", "#/laws"]) {
      await page.goto(address() + hash);
      await page.locator("main h1").waitFor();
      await page.waitForLoadState("networkidle");
    }
    // What the page's own thread loaded: workers keep books of their own.
    const scripts = await page.evaluate<string[]>(`[...new Set(performance.getEntriesByType("resource")
      .filter(({ name, initiatorType }) => name.endsWith(".js") && initiatorType !== "other")
      .map(({ name }) => new URL(name).pathname))]`);
    const sizes = scripts.map((path) => [path, gzipSync(readFileSync(join(SITE, path))).length] as const);
    const total = sizes.reduce((sum, [, size]) => sum + size, 0);
    const largest = [...sizes].sort(([, a], [, b]) => b - a).slice(0, 8);
    expect(scripts.length).toBeGreaterThan(5);
    expect(total, largest.map(([path, size]) => `${path} ${size}`).join(", ")).toBeLessThanOrEqual(BUDGET);
    await page.context().close();
  });
});
