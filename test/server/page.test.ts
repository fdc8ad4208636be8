import { mkdirSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type { StudioOptions, StudioServer } from "../../src/lab/server/index.js";
import type { RunDetail, ServerEvent } from "../../src/lab/server/protocol.js";
import { scratch } from "../cli/isinglass.js";
import { findChromium, startChromium } from "../report/chromium.js";
import { serveFolder } from "../studio/host.js";
import { startStudioProcess } from "./studio-process.js";

const root = resolve(import.meta.dirname, "../..");
const chromium = findChromium();
const { folder, remove } = scratch();
const site = join(folder, "site");
const lines: string[] = [];
let browser: Browser;
let start: (options: StudioOptions) => Promise<StudioServer>;

/** A server with the fixture's page, which puts the page's side of the server into `server`. */
const serve = (port = 0) =>
  start({ port, out: join(folder, "runs"), workers: 1, site, log: (line) => lines.push(line) });

beforeAll(async () => {
  if (!chromium) return;
  if (!inject("built")) throw new Error("dist/ could not be built; see what the build said above");
  process.env.ISINGLASS_STUDIES = join(root, "test/fixtures/studies");
  // A run's process and threads start from built modules.
  ({ startStudio: start } = await import(pathToFileURL(join(root, "dist/lab/server/index.js")).href));
  await build({
    root: join(root, "test/fixtures/server-page"),
    configFile: false,
    logLevel: "error",
    base: "./",
    build: { outDir: site, target: "es2023" },
  });
  browser = await startChromium(chromium);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  remove();
});

async function opened(url: string): Promise<{ page: Page; talk: string[] }> {
  const page = await browser.newPage({ locale: "en-US" });
  const talk: string[] = [];
  page.on("console", (message) => talk.push(message.text()));
  page.on("pageerror", (error) => talk.push(error.message));
  await page.goto(url);
  return { page, talk };
}

const START = `server.start({ study: "fixture/steady", params: { cells: 60, milliseconds: 40 } })`;

describe.skipIf(!chromium)("the page's side of the server, in Chromium", () => {
  it("starts a run, follows it, cancels it and goes on with it, also after the server was started anew", async () => {
    const first = await serve();
    const { page, talk } = await opened(first.url);
    await page.evaluate(
      "globalThis.events = [], globalThis.stop = server.follow((event) => events.push(event), () => undefined)",
    );
    const told = (kind: string) => page.evaluate<ServerEvent[]>(`events.filter((event) => event.kind === "${kind}")`);
    await expect.poll(() => told("snapshot")).toHaveLength(1);
    const { id } = await page.evaluate<RunDetail["run"]>(START);
    const recorded = async () => (await told("progress")).some((event) => "recorded" in event && event.recorded > 0);
    await expect.poll(recorded, { timeout: 60_000 }).toBe(true);
    await page.evaluate(`server.cancel("${id}")`);
    await expect.poll(() => told("end"), { timeout: 60_000 }).toMatchObject([{ run: id, outcome: "interrupted" }]);
    expect(await page.evaluate("server.runs()")).toMatchObject([{ id, state: "unfinished" }]);
    expect(await page.evaluate(`server.run("${id}")`)).toMatchObject({ run: { id, cells: 60 }, result: null });
    expect((await page.evaluate<{ rows: unknown[] }>(`server.rows("${id}")`)).rows.length).toBeGreaterThan(0);
    expect(await page.evaluate("server.describe()")).toMatchObject({ workers: 1, limit: 2 });
    expect(talk).toEqual([]);

    await first.close();
    const { port } = new URL(first.url);
    const second = await serve(Number(port));
    await expect.poll(() => told("snapshot"), { timeout: 60_000 }).toHaveLength(2);
    expect(await page.evaluate(START)).toMatchObject({ id, state: "running" });
    await expect.poll(() => told("end"), { timeout: 60_000 }).toMatchObject([{}, { run: id, outcome: "finished" }]);
    await page.evaluate("stop()");
    await second.close();
    await page.close();
  }, 180_000);

  it("says what the server said, and that it does not answer", async () => {
    const studio = await serve();
    const { page } = await opened(studio.url);
    const outcome = (expression: string) =>
      page.evaluate(`${expression}.catch(({ name, message, status }) => [name, message, status])`);
    expect(await outcome(`server.start({ study: "fixture/stedy" })`)).toEqual([
      ...["ServerError", "unknown study: fixture/stedy (did you mean fixture/steady?)", 400],
    ]);
    expect(await outcome(`server.run("0123456789abcdef")`)).toEqual(["ServerError", "no run 0123456789abcdef", 404]);
    await studio.close();
    expect(await outcome("server.runs()")).toEqual([
      ...["ServerError", expect.stringMatching(/^the local server does not answer: /), 0],
    ]);
    await page.close();
  });

  it("finds no server where the page stands on another host, and asks for none", async () => {
    const host = await serveFolder(site);
    const { page } = await opened(host.address);
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await page.reload();
    expect(await page.evaluate("'server' in globalThis && server === undefined")).toBe(true);
    expect(asked).toEqual(["/", expect.stringMatching(/^\/assets\/.*\.js$/)]);
    await page.close();
    await host.close();
  });
});

describe.skipIf(!chromium)("another site in the same browser", () => {
  it("can neither read nor start nor frame anything", async () => {
    const studio = await serve();
    const other = createServer((_request, response) =>
      response.setHeader("content-type", "text/html").end("<h1>x</h1>"),
    );
    await new Promise<void>((ready) => other.listen(0, "127.0.0.1", ready));
    const { page } = await opened(`http://127.0.0.1:${(other.address() as AddressInfo).port}/`);
    lines.length = 0;
    const attempt = (expression: string) =>
      page.evaluate<string>(`(async () => ${expression})().then((answer) => "got " + answer, () => "nothing")`);
    const start = `{ method: "POST", body: ${JSON.stringify('{"study":"fixture/steady"}')}`;
    for (const expression of [
      `(await fetch("${studio.url}api/runs")).text()`,
      `(await fetch("${studio.url}api/runs", { mode: "no-cors" })).text()`,
      `(await fetch("${studio.url}")).text()`,
      `(await fetch("${studio.url}api/runs", ${start} })).text()`,
      `(await fetch("${studio.url}api/runs", ${start}, headers: { "content-type": "application/json" } })).text()`,
      `new Promise((done, failed) => Object.assign(new EventSource("${studio.url}api/events"), { onmessage: done, onerror: failed }))`,
      `new Promise((done, failed) => document.body.append(Object.assign(new Image(), { src: "${studio.url}api/runs", onload: done, onerror: failed })))`,
      `new Promise((done, failed) => document.body.append(Object.assign(document.createElement("script"), { src: "${studio.url}api/runs", onload: done, onerror: failed })))`,
    ]) {
      const before = lines.length;
      expect(await attempt(expression), expression).toBe("nothing");
      expect(lines.length, expression).toBeGreaterThan(before);
    }
    await page.evaluate(
      `document.body.append(Object.assign(document.createElement("iframe"), { src: "${studio.url}" }))`,
    );
    await expect.poll(() => lines.at(-1)).toBe("refused 403 GET /: Sec-Fetch-Site same-site");
    for (const line of lines) expect(line).toMatch(/^refused (403|405) /);
    await Promise.all([page.close(), studio.close()]);
    other.close();
    other.closeAllConnections();
  });
});

describe.skipIf(!chromium)("the built studio on its server", () => {
  it("opens every page, asks nobody else, and has nothing to complain of", async () => {
    const place = join(folder, "built");
    mkdirSync(place);
    const { child, outcome, url } = await startStudioProcess(place, ["--quiet"]);
    const { page, talk } = await opened(url);
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    for (const hash of ["#/", "#/study/spinglass/contrast", "#/laws", "#/training", "#/landscape"]) {
      await page.goto(`${url}${hash}`);
      await page.reload();
      await page.locator("main h1").waitFor();
      // The ledger follows the server, so that its network is never idle.
      await page.waitForTimeout(2000);
    }
    await page.goto(`${url}#/`);
    await page.getByRole("heading", { name: "Runs on this machine" }).waitFor();
    expect(talk).toEqual([]);
    expect(asked.filter((address) => !address.startsWith(url) && !address.startsWith("data:"))).toEqual([]);
    await page.close();
    child.kill("SIGINT");
    expect(await outcome).toMatchObject({ code: 0, stderr: "" });
  }, 180_000);
});
