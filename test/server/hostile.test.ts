import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hostileRequests } from "./hostile-requests.js";
import { raw, requestText } from "./raw-request.js";
import { openStudio, SECRET, type Studio, studioPlace } from "./studio-fixture.js";

process.env.ISINGLASS_STUDIES = resolve(import.meta.dirname, "../fixtures/studies");

const place = studioPlace();
let studio: Studio;
beforeAll(async () => {
  studio = await openStudio(place);
});
afterAll(async () => {
  await studio.close();
  place.remove();
});

/** The lines that the log gained meanwhile. */
async function logged<T>(work: () => Promise<T>): Promise<{ result: T; lines: string[] }> {
  const before = studio.lines.length;
  const result = await work();
  return { result, lines: studio.lines.slice(before) };
}

describe("a hostile request is refused, says nothing, and leaves one line", () => {
  it.each(hostileRequests)("$name", async ({ bytes, status }) => {
    const { result, lines } = await logged(() => raw(studio.port, bytes(studio)));
    expect(status).toContain(result.status);
    expect(lines).toEqual([expect.stringMatching(new RegExp(`^refused ${result.status}[^]*: .+`))]);
    expect(lines[0]).toMatch(/^[\x20-\x7e…]{1,500}$/);
    for (const secret of [SECRET, studio.token]) expect(result.body + lines[0]).not.toContain(secret);
    expect(result.head).toContain("content-security-policy: default-src 'none'");
    expect(result.head).toContain("x-content-type-options: nosniff");
    expect(result.head).not.toMatch(/access-control|set-cookie/i);
  });

  it("and the page is served as before", async () => {
    const { result, lines } = await logged(() => page("/"));
    expect(result.status).toBe(200);
    expect(result.body).toContain(studio.token);
    expect(lines).toEqual([]);
    expect(studio.lines).toHaveLength(hostileRequests.length);
  });
});

function page(path: string, headers: readonly string[] = []) {
  return raw(studio.port, requestText(`GET ${path} HTTP/1.1`, [`Host: localhost:${studio.port}`, ...headers]));
}

describe("what is too much is cut off at once", () => {
  const head = () => [
    `Host: 127.0.0.1:${studio.port}`,
    `x-isinglass-token: ${studio.token}`,
    "Content-Type: application/json",
  ];
  const megabyte = Buffer.alloc(1024 * 1024, " ");

  it.each([
    ["that says its length", "Content-Length: 104857600", megabyte],
    [
      "in chunks",
      "Transfer-Encoding: chunked",
      Buffer.concat([Buffer.from("100000\r\n"), megabyte, Buffer.from("\r\n")]),
    ],
  ])("a body of 100 MB %s", async (_name, length, flood) => {
    const { result, lines } = await logged(() =>
      raw(studio.port, requestText("POST /api/runs HTTP/1.1", [...head(), length]), { flood }),
    );
    expect(result.status).toBe(413);
    expect(lines).toEqual(["refused 413 POST /api/runs: a body of more than 65536 bytes"]);
  });

  it("a body without a token is not read at all", async () => {
    let bytes = 0;
    const [host = "", , type = ""] = head();
    const { result } = await logged(() =>
      raw(studio.port, requestText("POST /api/runs HTTP/1.1", [host, type, "Content-Length: 104857600"]), {
        flood: megabyte,
        taken: (taken) => {
          bytes = taken;
        },
      }),
    );
    expect(result.status).toBe(403);
    // What the system's own buffers take.
    expect(bytes).toBeLessThan(16 * 1024 * 1024);
  });
});

describe("who dawdles is cut off", () => {
  const drip = { bytes: "x", milliseconds: 50 };
  let slow: Studio;
  beforeAll(async () => {
    slow = await openStudio(place, { headerSeconds: 0.5, requestSeconds: 1 });
  });
  afterAll(() => slow.close());

  it.each([
    ["headers without an end", () => `GET / HTTP/1.1\r\nHost: 127.0.0.1:${slow.port}\r\nX: `],
    [
      "a body without an end",
      () =>
        requestText("POST /api/runs HTTP/1.1", [
          `Host: 127.0.0.1:${slow.port}`,
          `x-isinglass-token: ${slow.token}`,
          "Content-Type: application/json",
          "Content-Length: 60000",
        ]),
    ],
  ])("%s", async (_name, bytes) => {
    const before = slow.lines.length;
    expect((await raw(slow.port, bytes(), { drip })).status).toBe(408);
    expect(slow.lines.slice(before)).toEqual([
      "refused 408: a request that takes longer than 0.5 s (headers) or 1 s (all)",
    ]);
  });

  it("a connection that says nothing is closed without a word", async () => {
    const before = slow.lines.length;
    expect((await raw(slow.port, "")).status).toBe(0);
    expect(slow.lines.slice(before)).toEqual([]);
  });
});

it("takes no more pages that follow, and no more connections, than it should", async () => {
  const crowded = await openStudio(place, { followers: 2, connections: 4 });
  const follow = (path: string) => requestText(`GET ${path} HTTP/1.1`, [`Host: 127.0.0.1:${crowded.port}`]);
  const controllers = [new AbortController(), new AbortController()];
  for (const { signal } of controllers) expect((await fetch(`${crowded.url}api/events`, { signal })).status).toBe(200);
  expect((await raw(crowded.port, follow("/api/events"))).status).toBe(503);
  const open = [new AbortController(), new AbortController()].map(() => raw(crowded.port, "GET"));
  await expect.poll(async () => (await raw(crowded.port, follow("/"))).status).toBe(0);
  expect(crowded.lines).toContain("refused 503 GET /api/events: more than 2 pages that follow");
  expect(crowded.lines).toContain("refused: more than 4 connections");
  for (const controller of controllers) controller.abort();
  await crowded.close();
  await Promise.all(open);
});

it("leaves out a run that holds a link, and says so once", async () => {
  const folder = join(place.runs, "fixture-steady-aaaaaaaaaaaaaaaa");
  mkdirSync(folder);
  writeFileSync(join(folder, "manifest.json"), "{}");
  symlinkSync(join(place.site, "../secret.txt"), join(folder, "result.json"));
  const { lines } = await logged(async () => {
    for (const path of ["/api/runs", "/api/runs", "/api/ledger"]) expect((await page(path)).body).not.toContain(SECRET);
  });
  expect(lines).toEqual([`${folder} is left out: it holds a symbolic link`]);
});
