import { expect, it } from "vitest";
import { type LocalServer, type RunSummary, ServerError, type ServerEvent } from "../../server/local-server.js";
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

/** A server with one run, whose events the test tells; `after` is how the run is once it is not under way any more. */
function serverOf(run: RunSummary, after: Partial<RunSummary> = { state: "finished" }) {
  const log: string[] = [];
  let listener: ((event: ServerEvent) => void) | undefined;
  let lost = (): void => undefined;
  const server: LocalServer = {
    describe: () => Promise.reject(new Error("not asked")),
    ledger: () => Promise.reject(new Error("not asked")),
    runs: () => Promise.reject(new Error("not asked")),
    run: async () => ({ run: { ...run, seconds: 12, ...after }, result: null }),
    rows: async () => ({ cells: 4, recorded: 4, rows }),
    start: async () => run,
    cancel: async (id) => void log.push(`cancel ${id}`),
    follow: (hear, lose) => {
      listener = hear;
      lost = lose;
      return () => void log.push("left");
    },
  };
  const followed = async () => {
    while (!listener) await Promise.resolve();
    return listener;
  };
  return {
    server,
    log,
    tell: async (event: ServerEvent) => (await followed())(event),
    lose: async () => {
      await followed();
      lost();
    },
  };
}

/** Runs on a server, as a page that can leave the run and stop it. */
function followedOn(server: LocalServer, onState: (state: MachineState) => void = () => undefined) {
  const [leave, stop] = [new AbortController(), new AbortController()];
  const run = runOnMachine(server, request, { signal: leave.signal, stop: stop.signal, onState });
  return { run, leave, stop };
}

it("tells how far the run is, of no other run, and gives its rows at the end", async () => {
  const { server, log, tell } = serverOf(summary);
  const states: MachineState[] = [];
  const { run } = followedOn(server, (state) => states.push(state));
  await tell({ kind: "snapshot", runs: [{ run: "a1", study: "laws/quanta", recorded: 1, cells: 4, live: [] }] });
  await tell({ kind: "progress", run: "b2", recorded: 9, cells: 9 });
  await tell({ kind: "progress", run: "a1", recorded: 2, cells: 4 });
  await tell({ kind: "live", run: "a1", cells: [{ cell: "c", done: 5, of: 10 }] });
  await tell({ kind: "end", run: "a1", outcome: "finished", message: null });
  expect(await run).toEqual({ rows, seconds: 12, cells: 4 });
  expect(states).toEqual([
    { done: 1, of: 4 },
    { done: 2, of: 4 },
    { done: 2, of: 4, progress: { cell: "c", done: 5, of: 10 } },
  ]);
  expect(log).toEqual(["left"]);
});

it("takes a run that is on disk already", async () => {
  const { server, log } = serverOf({ ...summary, state: "finished", recorded: 4 });
  expect((await followedOn(server).run).rows).toBe(rows);
  expect(log).toEqual([]);
});

it("says why a run failed", async () => {
  const { server, tell } = serverOf(summary);
  const told = expect(followedOn(server).run).rejects.toThrow("out of memory");
  await tell({ kind: "end", run: "a1", outcome: "failed", message: "out of memory" });
  await told;
});

it("takes no part of a run for the whole where its end was not heard", async () => {
  for (const [after, message] of [
    [{ state: "unfinished", failure: "out of memory" }, "out of memory"],
    [{ state: "unfinished", failure: null }, "the run a1 was stopped before its end"],
  ] as const) {
    const { server, tell } = serverOf(summary, after);
    const told = expect(followedOn(server).run).rejects.toThrow(message);
    await tell({ kind: "snapshot", runs: [] });
    await told;
  }
});

it("asks how the run is where the connection is lost", async () => {
  const done = serverOf(summary);
  const { run } = followedOn(done.server);
  await done.lose();
  expect((await run).rows).toBe(rows);

  const { server, lose, log } = serverOf(summary);
  const gone = new ServerError("the local server does not answer", 0);
  const told = expect(followedOn({ ...server, run: () => Promise.reject(gone) }).run).rejects.toBe(gone);
  await lose();
  await told;
  expect(log).toEqual(["left"]);
});

const reason = new DOMException("left", "AbortError");

it("leaves the run to go on where the page is left, and stops it where it is stopped", async () => {
  const left = serverOf(summary);
  const leaving = followedOn(left.server);
  await left.tell({ kind: "progress", run: "a1", recorded: 2, cells: 4 });
  leaving.leave.abort(reason);
  await expect(leaving.run).rejects.toBe(reason);
  expect(left.log).toEqual(["left"]);

  const stopped = serverOf(summary);
  const stopping = followedOn(stopped.server);
  // Stopped before the server has said that it began.
  stopping.stop.abort();
  stopping.leave.abort(reason);
  await expect(stopping.run).rejects.toBe(reason);
  expect(stopped.log).toEqual(["left", "cancel a1"]);
});

it("says that a run does not stop, but not where it has just ended by itself", async () => {
  for (const status of [409, 403]) {
    const { server } = serverOf(summary);
    const refusal = new ServerError("refused", status);
    const { run, leave, stop } = followedOn({ ...server, cancel: () => Promise.reject(refusal) });
    stop.abort();
    leave.abort(reason);
    await expect(run).rejects.toBe(status === 409 ? reason : refusal);
  }
});

it("no longer listens to the page's signal once the run has ended", async () => {
  const { server, tell, log } = serverOf(summary);
  const { run, leave, stop } = followedOn(server);
  await tell({ kind: "end", run: "a1", outcome: "finished", message: null });
  await run;
  stop.abort();
  leave.abort(reason);
  expect(log).toEqual(["left"]);
});
