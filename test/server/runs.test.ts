import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, expect, it } from "vitest";
import type { ClaimsDocument } from "../../src/lab/documents.js";
import type {
  RowsDocument,
  RunDetail,
  RunsDocument,
  ServerDocument,
  ServerEvent,
} from "../../src/lab/server/protocol.js";
import { isinglass, scratch } from "../cli/isinglass.js";
import { numbersOf, onlyRun, recordedCells } from "../store/run-on-disk.js";
import { type StudioProcess, startStudioProcess } from "./studio-process.js";

const { folder, remove } = scratch();
afterAll(remove);
const open: StudioProcess[] = [];
afterEach(async () => {
  for (const { child, outcome } of open.splice(0)) {
    child.kill("SIGINT");
    await outcome;
  }
});

/** A server with a folder of its own. */
async function opened(name: string): Promise<StudioProcess & { runs: string; place: string }> {
  const place = join(folder, name);
  mkdirSync(place);
  const studio = await startStudioProcess(place, ["--quiet", "--workers", "2"]);
  open.push(studio);
  return { ...studio, runs: join(place, "runs"), place };
}

const isEnd = (event: ServerEvent) => event.kind === "end";
const hasRecorded = (cells: number) => (event: ServerEvent) => event.kind === "progress" && event.recorded >= cells;
const steady = (params: Record<string, unknown>, seed = 1) => ({ study: "fixture/steady", params, seed });

it("starts a run, tells how it goes, and ends with the numbers of the command line", async () => {
  const { get, post, follow, runs, place, child, outcome } = await opened("start");
  expect(await get<ServerDocument>("server")).toMatchObject({ workers: 2, limit: 2, runs: "runs" });
  const { until } = await follow();
  const request = { study: "fixture/steady", preset: "paper", params: { mode: "fancy" }, seed: 3 };
  const { status, body } = await post<RunDetail>("runs", request);
  expect(status).toBe(202);
  expect(body).toMatchObject({ run: { study: "fixture/steady", state: "running", cells: 20, seed: 3 }, result: null });

  const { id } = body.run;
  const events = await until(isEnd);
  expect(events[0]).toEqual({ kind: "snapshot", runs: [] });
  expect(events[1]).toMatchObject({ kind: "start", run: { run: id, cells: 20 } });
  expect(events.at(-2)).toEqual({ kind: "progress", run: id, recorded: 20, cells: 20 });
  expect(events.at(-1)).toEqual({ kind: "end", run: id, outcome: "finished", message: null });

  const words = ["run", "fixture/steady", "--preset", "paper", "--set", "mode=fancy", "--seed", "3", "--json"];
  const { stdout } = await isinglass([...words, "--out", "other"], { cwd: place });
  const told = JSON.parse(stdout) as NonNullable<RunDetail["result"]>;
  const { run, result } = await get<RunDetail>(`runs/${id}`);
  expect(run).toMatchObject({ id: told.run.id, state: "finished", preset: null, recorded: 20, startable: true });
  expect(run.verdicts).toEqual(told.verdicts.map(({ claim, verdict }) => ({ claim, verdict })));
  expect(result).toMatchObject({ verdicts: told.verdicts, metrics: told.metrics });
  expect(numbersOf(onlyRun(runs))).toEqual(numbersOf(onlyRun(join(place, "other"))));

  const { rows, recorded } = await get<RowsDocument>(`runs/${id}/rows`);
  expect([recorded, rows.length]).toEqual([20, 40]);
  expect(rows[3]).toMatchObject({ index: 1, size: 5, label: "größe 5", nothing: null });
  const { claims } = await get<ClaimsDocument>("ledger");
  expect(claims.find(({ claim }) => claim === "S2/eq-2/mean")).toMatchObject({ verdict: "holds", run: id });
  child.kill("SIGINT");
  expect(await outcome).toMatchObject({ code: 0, stderr: "" });
});

it("cancels a run, which the same request goes on with, and no cell is computed twice", async () => {
  const { get, post, follow, runs } = await opened("cancel");
  const request = steady({ cells: 40, milliseconds: 50 });
  const { until } = await follow();
  const { id } = (await post<RunDetail>("runs", request)).body.run;
  expect((await post<RunDetail>("runs", request)).body.run.id).toBe(id);
  await until(hasRecorded(5));
  expect((await get<RowsDocument>(`runs/${id}/rows`)).rows.length).toBeGreaterThanOrEqual(5);
  expect((await post(`runs/${id}/cancel`)).status).toBe(202);
  expect((await until(isEnd)).at(-1)).toMatchObject({ outcome: "interrupted" });

  const before = recordedCells(onlyRun(runs));
  const { runs: listed } = await get<RunsDocument>("runs");
  expect(listed).toMatchObject([{ id, state: "unfinished", recorded: before.size, startable: true, failure: null }]);
  expect(listed[0]!.settings).toEqual(["cells=40", "milliseconds=50"]);
  expect(listed[0]!.command).toBe("isinglass run fixture/steady --set cells=40 --set milliseconds=50");
  expect((await post(`runs/${id}/cancel`)).status).toBe(409);

  const again = await follow();
  const { params, seed } = listed[0]!;
  expect((await post<RunDetail>("runs", { study: "fixture/steady", params, seed })).body.run.id).toBe(id);
  expect((await again.until(isEnd)).at(-1)).toMatchObject({ outcome: "finished" });
  const after = recordedCells(onlyRun(runs));
  for (const [name, file] of before) expect(after.get(name)).toBe(file);
  expect(after.size).toBe(40);
});

it("goes on with a run that was asked to stop a moment ago", async () => {
  const { post, follow } = await opened("again");
  const request = steady({ cells: 40, milliseconds: 50 });
  const { until } = await follow();
  const { id } = (await post<RunDetail>("runs", request)).body.run;
  await until(hasRecorded(2));
  await post(`runs/${id}/cancel`);
  expect(await post<RunDetail>("runs", request)).toMatchObject({
    status: 202,
    body: { run: { id, state: "running" } },
  });
  const events = await until((event) => event.kind === "end" && event.outcome === "finished");
  const told = events.flatMap((event) =>
    event.kind === "end" ? [event.outcome] : event.kind === "start" ? ["start"] : [],
  );
  expect(told).toEqual(["start", "interrupted", "start", "finished"]);
});

it("says why a run failed", async () => {
  const { get, post, follow } = await opened("fail");
  const { until } = await follow();
  const { id } = (await post<RunDetail>("runs", { study: "fixture/faulty", params: { fault: "throws" } })).body.run;
  const message = "fixture/faulty, cell index=2: x is not a matrix";
  expect((await until(isEnd)).at(-1)).toEqual({ kind: "end", run: id, outcome: "failed", message });
  expect((await get<RunsDocument>("runs")).runs).toMatchObject([{ id, state: "unfinished", failure: message }]);
});

it("refuses parameters that the study refuses, as the command line does", async () => {
  const { post } = await opened("refuse");
  const { status, body } = await post("runs", steady({ cells: 0 }));
  expect({ status, body }).toEqual({
    status: 400,
    body: { error: "invalid cells: 0; expected an integer from 1 to 10000" },
  });
});

it("takes no more runs at once than it should", async () => {
  const { post, child, outcome } = await opened("limit");
  for (const seed of [1, 2]) {
    expect((await post("runs", steady({ milliseconds: 60_000 }, seed))).status).toBe(202);
  }
  expect((await post("runs", steady({ milliseconds: 60_000 }, 3))).status).toBe(429);
  child.kill("SIGINT");
  const { code, stderr } = await outcome;
  expect(code).toBe(130);
  expect(stderr).toMatch(/^refused 429 POST \/api\/runs: 2 runs are under way.*\ninterrupted 2 runs; go on with\n/);
});

/** The processes that a process started; undefined where the machine cannot say. */
function childrenOf(pid: number): number[] | undefined {
  const { status, stdout } = spawnSync("pgrep", ["-P", String(pid)], { encoding: "utf8" });
  return status === 0 ? stdout.trim().split("\n").map(Number) : undefined;
}

it("outlives the process of a run, and no run outlives it", async ({ skip }) => {
  const { post, follow, get, child, runs } = await opened("kill");
  const { until } = await follow();
  const request = steady({ cells: 400, milliseconds: 40 });
  const { id } = (await post<RunDetail>("runs", request)).body.run;
  await until(hasRecorded(2));
  const [first] = childrenOf(child.pid!) ?? skip("this machine has no pgrep");
  process.kill(first!, "SIGKILL");
  const message = "the run's process ended: SIGKILL";
  expect((await until(isEnd)).at(-1)).toEqual({ kind: "end", run: id, outcome: "failed", message });

  const again = await follow();
  await post("runs", request);
  await again.until(hasRecorded(10));
  expect((await get<RunsDocument>("runs")).runs).toMatchObject([{ id, state: "running", failure: null }]);
  const [second] = childrenOf(child.pid!)!;
  child.kill("SIGKILL");
  await expect.poll(() => isAlive(second!), { timeout: 30_000 }).toBe(false);
  expect(existsSync(join(onlyRun(runs), "result.json"))).toBe(false);
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
