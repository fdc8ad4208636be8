import { describe, expect, test } from "vitest";
import { findChromium, startChromium } from "../report/chromium.js";
import { SITE, serveFolder } from "./host.js";
import { until } from "./site.js";

const chromium = findChromium();

/** Whether every file of the build is kept in the browser. */
const ALL_KEPT = `(async () => {
  const source = await (await fetch("service-worker.js")).text();
  const names = [...source.matchAll(/^const (?:FIRST|LATER) = (\\[.*\\]);$/gm)].flatMap(([, list]) => JSON.parse(list));
  const found = await Promise.all(names.map((name) => caches.match(name)));
  return names.length > 10 && found.every((response) => response !== undefined);
})()`;

/** The other pages: each one's own heading, since the page before stands until it is loaded, and a result that it computes. */
const PAGES = [
  {
    hash: "#/study/laws/compute-optimal",
    title: /^The best size for a budget/,
    result: "#figures figure .drawing svg",
  },
  { hash: "#/laws?example=dense&bootstrap=0&compute=3e22", title: /^Fit a scaling law/, result: "figure svg" },
  { hash: "#/training", title: /^Watch a model learn/, result: "output[data-state=paused]" },
  { hash: "#/landscape", title: /^The energy landscape/, result: "[data-minimum]" },
];

describe.skipIf(!chromium)("the studio without a network, in Chromium", () => {
  test("opens and computes after its first load, on every page", async () => {
    const host = await serveFolder(SITE);
    const browser = await startChromium(chromium!);
    try {
      const page = await browser.newPage({ locale: "en-US" });
      await page.goto(host.address);
      await until(page, "navigator.serviceWorker.controller !== null");
      await until(page, ALL_KEPT);
      await host.close();

      const talk: string[] = [];
      page.on("pageerror", (error) => talk.push(error.message));
      await page.reload();
      await page.locator("main section li").first().waitFor();
      await until(page, "document.querySelector('main figure dd').textContent.includes('off by')");
      for (const { hash, title, result } of PAGES) {
        await page.goto(host.address + hash);
        await page.getByRole("heading", { level: 1, name: title }).waitFor();
        await page.locator(`main ${result}`).first().waitFor({ timeout: 60_000 });
        expect(await page.getByRole("alert").count(), hash).toBe(0);
      }
      expect(talk).toEqual([]);
    } finally {
      await browser.close();
      await host.close();
    }
  }, 180_000);
});
