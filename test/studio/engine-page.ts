import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join, resolve } from "node:path";
import type { Browser, Page } from "playwright-core";
import { build } from "vite";
import { afterAll, beforeAll } from "vitest";
import { startChromium } from "../report/chromium.js";

const PAGE = resolve(import.meta.dirname, "../fixtures/studio/engine-page.js");

/** What the studio's pages and workers may do: nothing from elsewhere, no code made of text. */
const POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src data:";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".wasm": "application/wasm",
};

/** A page that does nothing but work with the engine. */
export interface EnginePage {
  /** What a function of the page's `observe` gives for arguments that are copied to it. */
  readonly observe: <T>(name: string, ...settings: readonly unknown[]) => Promise<T>;
  /** What was said on the console; a request to elsewhere, which the policy refuses, would be. */
  readonly talk: readonly string[];
  /** The files that were asked for, by the page and by its workers. */
  readonly requests: readonly string[];
}

/** Builds the page, serves it and opens it before the tests; all goes after them. */
export function enginePage(chromium: string | undefined): EnginePage {
  const folder = mkdtempSync(join(tmpdir(), "isinglass-engine-"));
  const [talk, requests]: string[][] = [[], []];
  const server = createServer(({ url }, response) => {
    const path = url === "/" ? "/index.html" : url!;
    requests!.push(path);
    response.setHeader("content-security-policy", POLICY);
    response.setHeader("content-type", TYPES[extname(path)] ?? "application/octet-stream");
    response.end(readFileSync(join(folder, "page", path)));
  });
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    await buildPage(folder);
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    browser = await startChromium(chromium!);
    page = await browser.newPage();
    page.on("console", (message) => talk!.push(message.text()));
    page.on("pageerror", (error) => talk!.push(error.message));
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await page.waitForFunction("globalThis.observe");
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    server.close();
    rmSync(folder, { recursive: true });
  });
  const observe = <T>(name: string, ...settings: readonly unknown[]) =>
    page.evaluate<T>(`observe.${name}(${settings.map((setting) => JSON.stringify(setting)).join(", ")})`);
  return { observe, talk: talk!, requests: requests! };
}

async function buildPage(folder: string): Promise<void> {
  const html = `<!doctype html><link rel="icon" href="data:,"><script type="module" src="${PAGE}"></script>`;
  writeFileSync(join(folder, "index.html"), html);
  await build({
    root: folder,
    base: "./",
    configFile: false,
    logLevel: "error",
    worker: { format: "es" },
    build: { outDir: join(folder, "page"), target: "es2023", chunkSizeWarningLimit: 100_000 },
    cacheDir: join(folder, "cache"),
  });
}
