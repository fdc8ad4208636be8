import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { startChromium } from "./chromium.js";

/** The windows that reports are looked at in. */
export const VIEWS = [1280, 400].flatMap((width) => (["light", "dark"] as const).map((scheme) => ({ width, scheme })));

/** A report in a window, with what it asked for and what it said on the console. */
export interface OpenedPage {
  readonly page: Page;
  readonly requests: readonly string[];
  readonly talk: readonly string[];
}

/** Reports on disk and a browser, for the tests of one `describe`. */
export interface Opener {
  /** Where a report stands. */
  readonly address: (name: string) => string;
  /** Opens it, with its details unfolded and its fonts loaded. */
  readonly open: (name: string, view: (typeof VIEWS)[number]) => Promise<OpenedPage>;
}

/** Writes reports, made once from a folder of their own, and starts a browser before the tests; both go after them. */
export function openedFromDisk(
  chromium: string | undefined,
  reports: (folder: string) => Promise<Readonly<Record<string, string>>>,
): Opener {
  let folder = "";
  let browser: Browser;
  const address = (name: string) => pathToFileURL(join(folder, `${name}.html`)).href;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "isinglass-page-"));
    for (const [name, text] of Object.entries(await reports(folder))) writeFileSync(join(folder, `${name}.html`), text);
    browser = await startChromium(chromium!);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });
  return {
    address,
    open: async (name, { width, scheme }) => {
      const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme });
      const [requests, talk]: string[][] = [[], []];
      page.on("request", (request) => requests!.push(request.url()));
      page.on("console", (message) => talk!.push(message.text()));
      page.on("pageerror", (error) => talk!.push(error.message));
      await page.goto(address(name));
      await page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })");
      await page.evaluate("document.fonts.ready.then(() => undefined)");
      return { page, requests: requests!, talk: talk! };
    },
  };
}

/** The texts of a page's figures that reach beyond their drawing. */
export function textsBeyond(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`
    [...document.querySelectorAll("figure svg")].filter((svg) => svg.getClientRects().length > 0).flatMap((svg) => {
      const box = svg.getBoundingClientRect();
      return [...svg.querySelectorAll("text")]
        .filter((text) => {
          const { left, right, top, bottom } = text.getBoundingClientRect();
          return left < box.left - 1 || right > box.right + 1 || top < box.top - 2 || bottom > box.bottom + 2;
        })
        .map((text) => svg.getAttribute("aria-label").slice(0, 40) + ": " + text.textContent);
    })`);
}
