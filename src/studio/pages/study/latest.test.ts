import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { latest } from "./latest.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Work of so many milliseconds, with a log of what began, ended and was given up. */
function workOf(milliseconds: number) {
  const log: string[] = [];
  const work = (request: number, signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      log.push(`begin ${request}`);
      const timer = setTimeout(() => {
        log.push(`end ${request}`);
        resolve();
      }, milliseconds);
      signal.addEventListener("abort", () => {
        clearTimeout(timer);
        log.push(`give up ${request}`);
        reject(signal.reason as Error);
      });
    }).catch(() => undefined);
  return { log, runs: latest(work) };
}

it("lets quick work follow a moving hand, leaving out what is overtaken", async () => {
  const { log, runs } = workOf(40);
  for (let request = 0; request < 10; request++) {
    runs.request(request);
    await vi.advanceTimersByTimeAsync(16);
  }
  await vi.runAllTimersAsync();
  expect(log.filter((line) => line.startsWith("give up"))).toEqual([]);
  expect(log.at(-1)).toBe("end 9");
  expect(log.filter((line) => line.startsWith("begin")).length).toBeLessThan(10);
});

it("gives up long work for what is newest, after its moment", async () => {
  const { log, runs } = workOf(1000);
  runs.request(1);
  await vi.advanceTimersByTimeAsync(10);
  runs.request(2);
  runs.request(3);
  await vi.advanceTimersByTimeAsync(100);
  expect(log).toEqual(["begin 1"]);
  await vi.runAllTimersAsync();
  expect(log).toEqual(["begin 1", "give up 1", "begin 3", "end 3"]);
});

it("has patience with work of half a second, once it has seen that it takes so long", async () => {
  const { log, runs } = workOf(500);
  runs.request(0);
  await vi.runAllTimersAsync();
  for (let request = 1; request < 100; request++) {
    runs.request(request);
    await vi.advanceTimersByTimeAsync(16);
  }
  await vi.runAllTimersAsync();
  expect(log.filter((line) => line.startsWith("give up"))).toEqual([]);
  expect(log.filter((line) => line.startsWith("end"))).toHaveLength(6);
});

it("stops, and begins again when asked", async () => {
  const { log, runs } = workOf(1000);
  runs.request(1);
  runs.request(2);
  runs.stop();
  await vi.runAllTimersAsync();
  runs.request(3);
  await vi.runAllTimersAsync();
  expect(log).toEqual(["begin 1", "give up 1", "begin 3", "end 3"]);
});
