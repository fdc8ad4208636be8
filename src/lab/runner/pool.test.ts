import { describe, expect, it } from "vitest";
import { type PoolOptions, runInWorkers } from "./pool.js";
import { stopFlag } from "./stop-flag.js";

type Task = number | string;

/** Runs tasks in the test's worker and returns what was recorded, by task. */
async function collect(tasks: Task[], options: Partial<PoolOptions<Task, Task>> & { broken?: boolean } = {}) {
  const stop = stopFlag();
  const recorded = new Map<number, Task>();
  const run = runInWorkers<Task, Task>({
    script: new URL("../../../test/fixtures/workers/worker.js", import.meta.url),
    workerData: { stop, broken: options.broken },
    env: process.env,
    workers: 2,
    tasks,
    record: async (index, result) => {
      recorded.set(index, result);
    },
    stop,
    signal: new AbortController().signal,
    graceSeconds: 0.2,
    ...options,
  });
  const error = await run.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return { recorded, error };
}

describe("runInWorkers", () => {
  it("does every task once, whatever the number of workers", async () => {
    const tasks = Array.from({ length: 50 }, (_, index) => index);
    for (const workers of [1, 3, 16]) {
      const { recorded, error } = await collect(tasks, { workers });
      expect(error).toBeUndefined();
      expect([...recorded].sort(([a], [b]) => a - b)).toEqual(tasks.map((task) => [task, 2 * task]));
    }
  });

  it("does nothing without tasks", async () => {
    expect(await collect([])).toEqual({ recorded: new Map(), error: undefined });
  });

  it.each([
    ["throw", { kind: "TypeError", message: "no", stack: "at x" }],
    ["crash", { kind: "crash", message: "uncaught" }],
    ["exit", { kind: "crash", message: "the worker ended with code 3" }],
  ])("stops at a task that fails by %s, names it, and keeps what is recorded", async (fault, expected) => {
    const { recorded, error } = await collect([1, 2, 3, fault, 5], { workers: 1 });
    expect(error).toMatchObject({ name: "TaskError", index: 3, ...expected });
    expect([...recorded.keys()]).toEqual([0, 1, 2]);
  });

  it("stops the other workers when one fails, even one that hangs", async () => {
    const { error } = await collect(["hang", "throw", 1]);
    expect(error).toMatchObject({ index: 1, kind: "TypeError" });
  });

  it("tells of a worker that does not start", async () => {
    expect((await collect([1], { broken: true })).error).toMatchObject({ index: undefined, message: "no start" });
  });

  it("stops when recording fails", async () => {
    const record = () => Promise.reject(new Error("disk full"));
    expect((await collect([1, 2, 3, 4], { record })).error).toMatchObject({ message: "disk full" });
  });

  it("after an interruption records what ends in time and ends what hangs", async () => {
    const controller = new AbortController();
    const started = performance.now();
    setTimeout(() => controller.abort(), 300);
    const { recorded, error } = await collect(["heed", "hang", 1, 2], { signal: controller.signal });
    expect(error).toBeUndefined();
    expect([...recorded]).toEqual([[0, "heeded"]]);
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  it("hands out nothing where it is interrupted before it begins", async () => {
    expect(await collect([1, 2], { signal: AbortSignal.abort() })).toEqual({ recorded: new Map(), error: undefined });
  });
});
