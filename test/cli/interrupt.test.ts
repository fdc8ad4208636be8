import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, it } from "vitest";
import { onlyRun, recordedCells } from "../store/run-on-disk.js";
import { isinglass, scratch, start } from "./isinglass.js";

const { folder, remove } = scratch();
afterAll(remove);

/** Waits until the run below `out` has recorded so many cells. */
async function untilRecorded(out: string, cells: number): Promise<void> {
  for (;;) {
    const isThere = existsSync(join(folder, out)) && readdirSync(join(folder, out)).length > 0;
    if (isThere && recordedCells(onlyRun(join(folder, out))).size >= cells) return;
    await sleep(10);
  }
}

it.each(["SIGINT", "SIGTERM"] as const)("%s ends the run in order and says how to go on", async (signal) => {
  const words = ["fixture/steady", "--set", "cells=400", "--set", "milliseconds=40", "--set", "sizes=[3,5]"];
  const command = ["run", ...words, "--workers", "2", "--out", signal];
  const { child, outcome } = start(command, { cwd: folder });
  await untilRecorded(signal, 4);
  child.kill(signal);
  const { code, stdout, stderr } = await outcome;
  expect({ code, stdout }).toEqual({ code: 130, stdout: "" });
  const recorded = recordedCells(onlyRun(join(folder, signal)));
  expect(stderr).toBe(
    "interrupting; press Ctrl-C again to quit at once\n" +
      `interrupted after ${recorded.size} of 400 cells, which are kept; go on with\n` +
      "  npx isinglass run fixture/steady --set cells=400 --set milliseconds=40 --set 'sizes=[3,5]' " +
      `--out ${signal}\n`,
  );
  expect(existsSync(join(onlyRun(join(folder, signal)), "result.json"))).toBe(false);
});

it("waits a little for a cell that does not look, a second signal does not", async () => {
  const words = ["run", "fixture/steady", "--set", "milliseconds=60000", "--set", "looks=false", "--workers", "1"];
  const { child, outcome } = start([...words, "--set", "cells=2"], { cwd: folder });
  await untilFolder();
  await sleep(1500);
  const started = performance.now();
  child.kill("SIGINT");
  await sleep(200);
  child.kill("SIGINT");
  // A shell reports death by this signal as 130.
  expect(await outcome).toMatchObject({ code: null, signal: "SIGINT" });
  expect(performance.now() - started).toBeLessThan(2500);
});

async function untilFolder(): Promise<void> {
  while (!existsSync(join(folder, "runs"))) await sleep(10);
}

it("interrupted before the first cell leaves nothing behind", async () => {
  const words = ["run", "fixture/steady", "--set", "milliseconds=60000", "--workers", "1", "--out", "none"];
  const { child, outcome } = start(words, { cwd: folder });
  while (!existsSync(join(folder, "none"))) await sleep(10);
  await sleep(500);
  child.kill("SIGINT");
  const { code, stderr } = await outcome;
  expect(code).toBe(130);
  expect(stderr).toContain("interrupted after 0 of 8 cells; go on with\n");
  expect(existsSync(join(folder, "none"))).toBe(false);
});

it("starts over nothing that it has: resumed, it ends as if it had never been interrupted", async () => {
  const words = ["run", "fixture/steady", "--set", "cells=40", "--set", "milliseconds=20", "--json"];
  const { child, outcome } = start([...words, "--out", "resumed"], { cwd: folder });
  await untilRecorded("resumed", 5);
  child.kill("SIGINT");
  await outcome;
  const resumed = JSON.parse((await isinglass([...words, "--out", "resumed"], { cwd: folder })).stdout);
  const whole = JSON.parse((await isinglass([...words, "--out", "whole"], { cwd: folder })).stdout);
  expect({ ...resumed, rows: "", run: { ...resumed.run, seconds: 0 } }).toEqual({
    ...whole,
    rows: "",
    run: { ...whole.run, seconds: 0 },
  });
});
