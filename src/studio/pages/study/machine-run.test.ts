import { expect, it } from "vitest";
import type { LocalServer, RunSummary, ServerEvent } from "../../server/local-server.js";
import { type MachineState, runOnMachine } from "./machine-run.js";

const summary: RunSummary = {
  ...{
    id: "a1",
    study: "laws/quanta",
    version: 1,
    params: {},
    seed: 1,
    preset: "paper",
    settings: [],
    cells: 4,
    recorded: 1,
  },
  ...{ state: "running", failure: null, seconds: null, finished: null, verdicts: null, command: null, startable: true },
};
const rows = [{ P: 1 }, { P: 2 }];
const request = { study: "laws/quanta" };

/** A server with one run, whose events the test tells. */
function serverOf(run: RunSummary) {
  const log: string[] = [];
  let listener: ((event: ServerEvent) => void) | undefined;
  const server: LocalServer = {
    describe: () => Promise.reject(new Error("not asked")),
    ledger: () => Promise.reject(new Error("not asked")),
    runs: () => Promise.reject(new Error("not asked")),
    run: async () => ({ run: { ...run, seconds: 12 }, result: null }),
    rows: async () => ({ cells: 4, recorded: 4, rows }),
    start: async () => run,
    cancel: async (id) => void log.push(`cancel ${id}`),
    follow: (hear) => {
      listener = hear;
      return () => void log.push("left");
    },
  };
  const tell = async (event: ServerEvent) => {
    while (!listener) await Promise.resolve();
    listener(event);
  };
  return { server, log, tell };
}

it("tells how far the run is, of no other run, and gives its rows at the end", async () => {
  const { server, log, tell } = serverOf(summary);
  const states: MachineState[] = [];
  const { signal } = new AbortController();
  const done = runOnMachine(server, request, { signal, onState: (state) => states.push(state) });
  await tell({ kind: "snapshot", runs: [{ run: "a1", study: "laws/quanta", recorded: 1, cells: 4, live: [] }] });
  await tell({ kind: "progress", run: "b2", recorded: 9, cells: 9 });
  await tell({ kind: "progress", run: "a1", recorded: 2, cells: 4 });
  await tell({ kind: "live", run: "a1", cells: [{ cell: "c", done: 5, of: 10 }] });
  await tell({ kind: "end", run: "a1", outcome: "finished", message: null });
  expect(await done).toEqual({ rows, seconds: 12, cells: 4 });
  expect(states).toEqual([
    { done: 1, of: 4 },
    { done: 2, of: 4 },
    { done: 2, of: 4, progress: { cell: "c", done: 5, of: 10 } },
  ]);
  expect(log).toEqual(["left"]);
});

it("takes a run that is on disk already", async () => {
  const { server, log } = serverOf({ ...summary, state: "finished", recorded: 4 });
  const { signal } = new AbortController();
  expect((await runOnMachine(server, request, { signal, onState: () => undefined })).rows).toBe(rows);
  expect(log).toEqual([]);
});

it("says why a run failed, and stops it when it is stopped here", async () => {
  const failing = serverOf(summary);
  const { signal } = new AbortController();
  const failed = runOnMachine(failing.server, request, { signal, onState: () => undefined });
  const told = expect(failed).rejects.toThrow("out of memory");
  await failing.tell({ kind: "end", run: "a1", outcome: "failed", message: "out of memory" });
  await told;

  const stopped = serverOf(summary);
  const controller = new AbortController();
  const run = runOnMachine(stopped.server, request, { signal: controller.signal, onState: () => undefined });
  await stopped.tell({ kind: "progress", run: "a1", recorded: 2, cells: 4 });
  controller.abort(new DOMException("stopped", "AbortError"));
  await expect(run).rejects.toThrow("stopped");
  expect(stopped.log).toEqual(["cancel a1", "left"]);
});
