import { expect, it } from "vitest";
import type { Cell } from "../../study/index.js";
import type { RunState } from "./contract.js";
import { knownRows } from "./known-rows.js";
import type { Pool } from "./pool.js";
import type { Task } from "./protocol.js";
import { runStudy } from "./run.js";

const MANY = 100_000;

/** A pool that answers at once, and counts what it is asked for at one time and in which parts it is judged. */
function instantPool(count: number) {
  const counts = { cells: 0, underWay: 0, mostUnderWay: 0, judged: [] as number[] };
  const answer = async (task: Task): Promise<unknown> => {
    if (task.kind === "cells") {
      const cells = Array.from({ length: count }, (_, i): Cell => ({ id: `${i}` }));
      return { params: {}, cells: cells.map((cell) => ({ cell, key: cell.id })) };
    }
    if (task.kind === "cell") {
      counts.cells += 1;
      counts.mostUnderWay = Math.max(counts.mostUnderWay, ++counts.underWay);
      // A worker's answer is a task of its own for the page.
      if (counts.cells % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
      counts.underWay -= 1;
      return [{ cell: Number(task.cell.id) }];
    }
    if (task.kind === "judge") counts.judged.push(task.rows.length);
    return { verdicts: [], metrics: {}, figures: [] };
  };
  const pool = { size: 2, do: answer, warm() {}, dispose() {} } as Pool;
  return { pool, counts };
}

it("computes a hundred thousand cells a few at a time, and the page goes on meanwhile", async () => {
  const { pool, counts } = instantPool(MANY);
  const states: RunState[] = [];
  const [gaps, known] = [[] as number[], knownRows()];
  let last = performance.now();
  const frames = setInterval(() => {
    gaps.push(performance.now() - last);
    last = performance.now();
  }, 5);
  const means = { pool, known, signal: new AbortController().signal };
  const follow = { onState: (state: RunState) => states.push(state), onFigures: () => undefined };
  const request = { study: "room/many", params: {}, seed: 1 };
  const { rows, cells } = await runStudy(request, means, follow);
  clearInterval(frames);
  expect(cells).toBe(MANY);
  expect(rows.map(({ cell }) => cell)).toEqual(Array.from({ length: MANY }, (_, i) => i));
  expect(counts.mostUnderWay).toBeLessThanOrEqual(4);
  expect(Math.max(...gaps)).toBeLessThan(1000);
  // Parts are judged while they are small, and then the whole.
  expect(counts.judged.slice(0, -1).every((judged) => judged <= 5000)).toBe(true);
  expect(counts.judged.at(-1)).toBe(MANY);
  const done = states.map((state) => state.done);
  expect(done).toEqual([...done].sort((a, b) => a - b));

  const again = await runStudy(request, means, {});
  expect(again.rows).toEqual(rows);
  expect(counts.cells).toBe(MANY);
}, 20_000);

it("ends with the error of a cell, and asks for no more of them", async () => {
  const { pool, counts } = instantPool(1000);
  const own = new AbortController();
  const failing = {
    ...pool,
    do: async (task: Task) => {
      if (own.signal.aborted) throw own.signal.reason;
      if (task.kind === "cell" && counts.cells === 10) throw new Error("no such cell");
      return pool.do(task, { signal: own.signal });
    },
  } as Pool;
  const run = runStudy(
    { study: "room/many", params: {}, seed: 1 },
    { pool: failing, known: knownRows(), signal: own.signal },
    {},
  );
  await expect(run.finally(() => own.abort())).rejects.toThrow("no such cell");
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(counts.cells).toBeLessThan(20);
});
