import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join, resolve } from "node:path";
import { build } from "vite";
import { expect, it } from "vitest";
import { expectClose } from "../closeness.js";
import { trainedLosses } from "../fixtures/browser/training.js";
import { findChromium, startChromium } from "../report/chromium.js";

const root = resolve(import.meta.dirname, "../..");
const types: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".wasm": "application/wasm",
};
const chromium = findChromium();

/** The page that trains, as files in a folder. */
async function buildPage(folder: string): Promise<string> {
  const source = join(folder, "source");
  const page = join(folder, "page");
  const html = `<!doctype html><link rel="icon" href="data:,"><script type="module" src="${join(root, "test/fixtures/browser/training.ts")}"></script>`;
  writeFileSync(`${folder}/index.html`, html);
  await build({
    root: folder,
    configFile: false,
    logLevel: "error",
    build: { outDir: page, target: "es2023", chunkSizeWarningLimit: 100_000 },
    cacheDir: source,
  });
  return page;
}

/** Serves the files of a folder on this machine alone. */
async function serve(folder: string): Promise<{ address: string; close: () => void }> {
  const server = createServer(({ url }, response) => {
    const path = url === "/" ? "/index.html" : url!;
    response.setHeader("content-type", types[extname(path)] ?? "application/octet-stream");
    response.end(readFileSync(join(folder, path)));
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

it.skipIf(chromium === undefined)(
  "the same graph trains in Chromium with the losses of the native runtime",
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "isinglass-training-"));
    const site = await serve(await buildPage(folder));
    const browser = await startChromium(chromium!);
    try {
      const page = await browser.newPage();
      const talk: string[] = [];
      page.on("console", (message) => talk.push(message.text()));
      page.on("pageerror", (error) => talk.push(error.message));
      await page.goto(site.address);
      const inThePage = await page.evaluate<readonly number[]>("globalThis.trainedInThePage");
      const native = await trainedLosses();
      expect(talk).toEqual([]);
      expect(inThePage).toHaveLength(20);
      expect(native.at(-1)).toBeLessThan(native[0]!);
      expectClose(inThePage, native, 1e-4);
    } finally {
      await browser.close();
      site.close();
      rmSync(folder, { recursive: true });
    }
  },
  120_000,
);
