import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { startChromium } from "../report/chromium.js";
import { type Host, SITE, serveFolder } from "./host.js";

/** A page of the studio in a window, with what it asked for and what it said on the console. */
export interface OpenedSite {
  readonly page: Page;
  readonly requests: readonly string[];
  readonly talk: readonly string[];
}

/** The site and a browser for the tests of one `describe`. */
export interface Studio {
  readonly address: () => string;
  /** Opens a route (`#/laws`) as a visitor who has never been there: 1280 pixels wide, light, in English unless told. */
  readonly open: (hash: string, options?: BrowserContextOptions) => Promise<OpenedSite>;
}

/** Starts a host and a browser before the tests; both go after them. */
export function studioIn(chromium: string | undefined): Studio {
  let host: Host;
  let browser: Browser;
  beforeAll(async () => {
    [host, browser] = await Promise.all([serveFolder(SITE), startChromium(chromium!)]);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await host?.close();
  });
  return {
    address: () => host.address,
    open: async (hash, options) => {
      const view = { viewport: { width: 1280, height: 900 }, locale: "en-US" };
      const context = await browser.newContext({ ...view, ...options });
      const page = await context.newPage();
      const [requests, talk]: string[][] = [[], []];
      context.on("request", (request) => requests!.push(request.url()));
      page.on("console", (message) => talk!.push(message.text()));
      page.on("pageerror", (error) => talk!.push(error.message));
      await page.goto(host.address + hash);
      await page.locator("main h1").waitFor();
      return { page, requests: requests!, talk: talk! };
    },
  };
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe-core finds that is serious or worse, each with where it stands. */
export async function seriousFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate<string[]>(`axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ": " + target.join(" "))))`);
}

/** How long {@link until} waits, in milliseconds. */
const PATIENCE = 60_000;

/** Waits until an expression is true in the page. Playwright's own wait compiles text there, which the page's policy forbids. */
export async function until(page: Page, expression: string): Promise<void> {
  const end = Date.now() + PATIENCE;
  while (!(await page.evaluate<unknown>(expression))) {
    if (Date.now() > end) throw new Error(`not within ${PATIENCE / 1000} s: ${expression}`);
    await page.waitForTimeout(50);
  }
}
