import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, it } from "vitest";
import { isinglass, scratch, start } from "../cli/isinglass.js";
import { namesIn, numbersOf, onlyRun } from "./run-on-disk.js";

const { folder, remove } = scratch();
afterAll(remove);

const command = (out: string, milliseconds: number) => [
  ...["run", "fixture/long", "--set", "steps=60", "--set", `milliseconds=${milliseconds}`],
  ...["--workers", "2", "--out", out, "--quiet"],
];

/** Whether a whole checkpoint lies in a store: a temporary file alone is one that the kill may cut short. */
function hasCheckpoint(store: string): boolean {
  return existsSync(store) && namesIn(store).some((name) => name.endsWith(".safetensors"));
}

/** The rows of the cells of a finished run. */
function rowsOf(out: string): { began: number; sum: number }[] {
  const { cells } = numbersOf(onlyRun(join(folder, out))) as { cells: { rows: { began: number; sum: number }[] }[] };
  return cells.flatMap(({ rows }) => rows);
}

it.each(["SIGKILL", "SIGINT"] as const)("%s inside the first cells: they go on where they were", async (signal) => {
  const out = join(folder, signal);
  const { child, outcome } = start(command(signal, 50), { cwd: folder });
  while (!existsSync(out) || namesIn(out).length === 0) await sleep(10);
  const checkpoints = join(onlyRun(out), "checkpoints");
  // Ids of cells need not be names of files; each computation has a folder of its own.
  const stores = ["a%2Fb", "c%2A"].map((cell) => join(checkpoints, cell, "sum"));
  while (!stores.every(hasCheckpoint)) await sleep(10);
  child.kill(signal);
  await outcome;
  expect((await isinglass(command(signal, 50), { cwd: folder })).code).toBe(0);
  const rows = rowsOf(signal);
  for (const { began } of rows) expect(began).toBeGreaterThan(0);
  expect(namesIn(onlyRun(out))).toEqual(["cells", "manifest.json", "result.json", "rows.parquet"]);

  expect((await isinglass(command(`${signal} whole`, 0), { cwd: folder })).code).toBe(0);
  const whole = rowsOf(`${signal} whole`);
  expect(whole.map(({ began }) => began)).toEqual([0, 0]);
  expect(rows.map(({ sum }) => sum)).toEqual(whole.map(({ sum }) => sum));
});

it("says what a long preset will take before it begins, and what from", async () => {
  const { stderr, code } = await isinglass(["run", "fixture/long", "--preset", "paper"], { cwd: folder });
  expect(code).toBe(0);
  expect(stderr).toBe(
    "paper: about 12 days on two cores, reckoned from 20 measured steps; it may be interrupted, and goes on where it was\n",
  );
});
