import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { findChromium } from "../report/chromium.js";
import { SITE } from "./host.js";
import { studioIn } from "./site.js";

const chromium = findChromium();

/** The scripts of a page, in bytes of gzip. Workers keep books of their own: they never hold the page up. */
const BUDGET = 250_000;

describe.skipIf(!chromium)("what the studio weighs, in Chromium", () => {
  const { open } = studioIn(chromium);

  test.each(["#/", "#/study/spinglass/message-passing", "#/study/learning/dual-form", "#/laws?example=dense"])(
    "whoever comes to %s loads at most 250 kB of script",
    async (hash) => {
      const { page } = await open(hash);
      await page.locator("main figure svg").first().waitFor({ timeout: 100_000 });
      await page.waitForLoadState("networkidle");
      const scripts = await page.evaluate<string[]>(`[...new Set(performance.getEntriesByType("resource")
        .filter(({ name, initiatorType }) => name.endsWith(".js") && initiatorType !== "other")
        .map(({ name }) => new URL(name).pathname))]`);
      const sizes = scripts.map((path) => [path, gzipSync(readFileSync(join(SITE, path))).length] as const);
      const total = sizes.reduce((sum, [, size]) => sum + size, 0);
      const largest = [...sizes].sort(([, a], [, b]) => b - a).slice(0, 8);
      expect(scripts.length).toBeGreaterThan(5);
      expect(total, largest.map(([path, size]) => `${path} ${size}`).join(", ")).toBeLessThanOrEqual(BUDGET);
      await page.context().close();
    },
  );
});
