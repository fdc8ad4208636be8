import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, describe, expect, it } from "vitest";
import { isinglass, scratch } from "../cli/isinglass.js";
import { startStudioProcess } from "./studio-process.js";

const { folder, remove } = scratch();
afterAll(remove);

describe("isinglass studio", () => {
  it("says where it is on standard output, serves the built site, and ends with 0 at Ctrl-C", async () => {
    const { child, outcome, url } = await startStudioProcess(folder);
    const page = await fetch(url);
    const text = await page.text();
    expect(page.headers.get("content-security-policy")).toContain("script-src 'self' 'wasm-unsafe-eval'");
    const script = /src="\.\/(assets\/[^"]+\.js)"/.exec(text)?.[1];
    expect((await fetch(`${url}${script}`)).headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    const stranger = await fetch(`${url}api/runs`, { headers: { origin: "https://evil.example" } });
    expect(stranger.status).toBe(403);
    child.kill("SIGINT");
    expect(await outcome).toEqual({
      code: 0,
      signal: null,
      stdout: `${url}\n`,
      stderr:
        "the studio is open to this machine alone, with the runs in runs; Ctrl-C closes it\n" +
        "refused 403 GET /api/runs: foreign Origin https://evil.example\n",
    });
  });

  it("prints one document with --json, and talks of nothing with --quiet", async () => {
    const words = ["--json", "--quiet", "--workers", "3", "--out", "elsewhere"];
    const { child, outcome, url } = await startStudioProcess(folder, words);
    child.kill("SIGTERM");
    const { stdout, stderr, code } = await outcome;
    expect({ document: JSON.parse(stdout), stderr, code }).toEqual({
      document: { url, runs: "elsewhere", workers: 3 },
      stderr: "",
      code: 0,
    });
  });

  it("leaves a run that is under way to be resumed, says how, and ends with 130", async () => {
    const { child, outcome, post, follow } = await startStudioProcess(folder, ["--quiet"]);
    const { until } = await follow();
    await post("runs", { study: "fixture/steady", params: { cells: 1000, milliseconds: 40 }, seed: 2 });
    await until((event) => event.kind === "progress" && event.recorded >= 2);
    child.kill("SIGINT");
    expect(await outcome).toMatchObject({
      code: 130,
      stderr:
        "interrupted 1 run; go on with\n" +
        "  npx isinglass run fixture/steady --set cells=1000 --set milliseconds=40 --seed 2\n",
    });
  });

  it.each([
    ["--port 70000", "invalid --port: 70000; expected an integer from 0 to 65535"],
    ["--port http", "invalid --port: http; expected an integer from 0 to 65535"],
    ["--workers 0", "invalid --workers: 0; expected an integer from 1 to 1024"],
    ["--prot 80", "unknown option: --prot (did you mean --port?)"],
  ])("refuses %s", async (line, message) => {
    const outcome = await isinglass(["studio", ...line.split(" ")], { cwd: folder });
    expect(outcome).toEqual({ code: 2, signal: null, stdout: "", stderr: `${message}\n` });
  });

  it("says so where the port is in use", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await new Promise((done) => other.once("listening", done));
    const { port } = other.address() as AddressInfo;
    const outcome = await isinglass(["studio", "--port", String(port)], { cwd: folder });
    other.close();
    const finding = `cannot listen on 127.0.0.1:${port}: another program listens there (EADDRINUSE)`;
    const stderr = `${finding}; give another with --port, or 0 for a free one\n`;
    expect(outcome).toEqual({ code: 1, signal: null, stdout: "", stderr });
  });
});
