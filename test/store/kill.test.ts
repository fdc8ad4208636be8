import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, it } from "vitest";
import { isinglass, scratch, start } from "../cli/isinglass.js";
import { namesIn, numbersOf, onlyRun, recordedCells } from "./run-on-disk.js";

const KILLS = 50;

const { folder, remove } = scratch();
afterAll(remove);

/** A run of 60 cells of 10 ms each. */
const command = (out: string) => [
  ...["run", "fixture/steady", "--set", "cells=60", "--set", "milliseconds=10", "--set", "mode=fancy"],
  ...["--workers", "4", "--out", out, "--quiet"],
];

/** Starts the command, kills it after so many milliseconds unless it has ended. @returns whether it was killed */
async function runAndKill(words: readonly string[], milliseconds: number): Promise<boolean> {
  const { child, outcome } = start(words, { cwd: folder });
  const ended = outcome.then(() => true);
  if (!(await Promise.race([ended, sleep(milliseconds, false)]))) child.kill("SIGKILL");
  const { signal, code, stderr } = await outcome;
  if (signal === null) expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return signal === "SIGKILL";
}

it(`survives kill -9 at ${KILLS} random moments: nothing lost, nothing redone, every number the same`, async () => {
  const started = performance.now();
  expect((await isinglass(command("whole"), { cwd: folder })).code).toBe(0);
  const duration = performance.now() - started;
  const whole = numbersOf(onlyRun(join(folder, "whole")));

  let kills = 0;
  for (let run = 1; kills < KILLS; run++) {
    const out = join(folder, `killed-${run}`);
    let recorded = new Map<string, string>();
    let isRunning = true;
    while (isRunning) {
      // Up to a little over the whole duration, so that the end and the closing are hit as well as the start. The
      // moments are random by nature: the test must pass at any.
      const isKillDue = kills < KILLS;
      const wasKilled = await runAndKill(command(out), isKillDue ? 1.05 * duration * Math.random() : 60_000);
      if (wasKilled) kills++;
      isRunning = wasKilled;
      if (!existsSync(out) || namesIn(out).length === 0) continue;
      const now = recordedCells(onlyRun(out));
      for (const [name, file] of recorded) expect(now.get(name), `${name}, recorded before the kill`).toBe(file);
      recorded = now;
    }
    expect(namesIn(onlyRun(out))).toEqual(["cells", "manifest.json", "result.json", "rows.parquet"]);
    expect(numbersOf(onlyRun(out))).toEqual(whole);
  }
}, 300_000);

it("lets two processes work on the same run without harm", async () => {
  const both = ["both", "both"].map((out) => isinglass(command(out), { cwd: folder }));
  for (const { code, stderr } of await Promise.all(both)) expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect((await isinglass(command("alone"), { cwd: folder })).code).toBe(0);
  const run = onlyRun(join(folder, "both"));
  expect(namesIn(run)).toEqual(["cells", "manifest.json", "result.json", "rows.parquet"]);
  expect(numbersOf(run)).toEqual(numbersOf(onlyRun(join(folder, "alone"))));
});
