import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Refusal } from "./refusal.js";
import { openSite } from "./site.js";

const folder = mkdtempSync(join(tmpdir(), "isinglass-site-"));
const server = createServer();
let address: string;

beforeAll(async () => {
  cpSync(resolve(import.meta.dirname, "../../../test/fixtures/site"), folder, { recursive: true });
  writeFileSync(join(folder, "empty.wasm"), "");
  const site = await openSite(folder, "TOKEN");
  server.on("request", async ({ url, method }, response) => {
    try {
      await site.answer(url!, response, method === "GET");
    } catch (error) {
      response.writeHead(error instanceof Refusal ? error.status : 500).end();
    }
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
  rmSync(folder, { recursive: true });
});

describe("a site", () => {
  it("gives the page with the token, to be kept by nobody", async () => {
    const [page, index] = await Promise.all([fetch(`${address}/`), fetch(`${address}/index.html`)]);
    const text = await page.text();
    expect(text).toMatch(/<head>\s*<meta name="isinglass-token" content="TOKEN" \/>/);
    expect(await index.text()).toBe(text);
    expect(page.headers.get("cache-control")).toBe("no-store");
  });

  it("gives files with their types and lengths, those that are named by their content for good", async () => {
    const script = await fetch(`${address}/assets/app-1.js`);
    expect(await script.text()).toBe('document.title = "A site, with its script";\n');
    expect(Object.fromEntries(script.headers)).toMatchObject({
      "content-type": "text/javascript; charset=utf-8",
      "content-length": "44",
      "cache-control": "max-age=31536000, immutable",
      "cross-origin-resource-policy": "same-origin",
    });
    const wasm = await fetch(`${address}/empty.wasm`);
    expect(wasm.headers.get("content-type")).toBe("application/wasm");
    expect((await wasm.arrayBuffer()).byteLength).toBe(0);
  });

  it("answers HEAD without content", async () => {
    for (const path of ["/", "/assets/app-1.js"]) {
      const response = await fetch(`${address}${path}`, { method: "HEAD" });
      expect(Number(response.headers.get("content-length"))).toBeGreaterThan(40);
      expect(await response.text()).toBe("");
    }
  });

  it("is read anew with its page, as it may have been built again", async () => {
    writeFileSync(join(folder, "assets", "app-2.js"), "2");
    rmSync(join(folder, "empty.wasm"));
    expect((await fetch(`${address}/assets/app-2.js`)).status).toBe(404);
    expect((await fetch(`${address}/empty.wasm`)).status).toBe(404);
    await fetch(`${address}/`);
    expect(await (await fetch(`${address}/assets/app-2.js`)).text()).toBe("2");
  });

  it("that was not built is told of, with what to do", async () => {
    await expect(openSite(join(folder, "none"), "")).rejects.toThrow(
      `the studio is not built: there is no ${join(folder, "none", "index.html")}; build it with: npm run build`,
    );
    await expect(openSite(join(folder, "assets"), "")).rejects.toThrow(/^the studio is not built: /);
  });
});
