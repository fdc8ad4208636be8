import { expect, it } from "vitest";
import { asksAgain, queryOfRun, type ShownRun, told, withLive, withoutServer } from "./live-runs.js";

const run: ShownRun = {
  id: "0123456789abcdef",
  study: "fixture/steady",
  version: 1,
  params: { cells: 20, sizes: [3, 5] },
  seed: 1,
  preset: "quick",
  settings: [],
  cells: 20,
  recorded: 3,
  state: "running",
  failure: null,
  seconds: null,
  finished: null,
  verdicts: null,
  command: "isinglass run fixture/steady",
  startable: true,
  live: [],
};
const other: ShownRun = { ...run, id: "fedcba9876543210" };
const cell = (name: string, done: number) => ({ cell: name, done, of: 10 });

it("progress and live values reach their run alone, the newest cells last", () => {
  const counted = told([run, other], { kind: "progress", run: run.id, recorded: 4, cells: 20 });
  expect(counted.map(({ recorded }) => recorded)).toEqual([4, 3]);
  const first = told(counted, { kind: "live", run: run.id, cells: ["a", "b", "c"].map((name) => cell(name, 1)) });
  const [shown, still] = told(first, { kind: "live", run: run.id, cells: [cell("a", 2), cell("d", 1), cell("e", 1)] });
  expect(shown!.live).toEqual([cell("c", 1), cell("a", 2), cell("d", 1), cell("e", 1)]);
  expect(still).toBe(other);
});

it("the list is asked for again where runs begin, end, or may have while nobody listened", () => {
  expect(asksAgain({ kind: "snapshot", runs: [] })).toBe(true);
  expect(asksAgain({ kind: "end", run: run.id, outcome: "failed", message: "x" })).toBe(true);
  expect(asksAgain({ kind: "progress", run: run.id, recorded: 4, cells: 20 })).toBe(false);
});

it("a new list keeps what is known of cells under way, and drops it where a run has ended", () => {
  const live = [cell("a", 1)];
  const known = [
    { ...run, live },
    { ...other, live },
  ];
  const [going, ended] = withLive([run, { ...other, state: "finished" }], known);
  expect([going!.live, ended!.live]).toEqual([live, []]);
});

it("no run goes on where its server does not answer", () => {
  const finished = { ...other, state: "finished" as const };
  const shown = withoutServer([{ ...run, live: [cell("a", 1)] }, finished]);
  expect(shown).toEqual([{ ...run, state: "unfinished", live: [] }, finished]);
});

it("a run has the address of its experiment", () => {
  expect(queryOfRun(run)).toEqual({});
  expect(queryOfRun({ ...run, preset: null, settings: ["cells=7", "mode=a=b"], seed: 3 })).toEqual({
    ...{ cells: "7", mode: "a=b", seed: "3" },
  });
  expect(queryOfRun({ ...run, preset: "paper" })).toEqual({ preset: "paper" });
});
