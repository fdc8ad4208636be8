import { expect, it } from "vitest";
import { progressOn, progressText } from "./progress.js";

/** A stream that keeps what is written, and a clock that is set by hand. */
function observe(isTTY: boolean, quiet = false) {
  const written: string[] = [];
  const clock = { seconds: 100 };
  const stream = { isTTY, write: (text: string) => written.push(text) } as unknown as NodeJS.WriteStream;
  return { written, clock, progress: progressOn(stream, { quiet, now: () => clock.seconds }) };
}

it("rewrites one line on a terminal, from half a second on, and clears it", () => {
  const { written, clock, progress } = observe(true);
  for (const [seconds, recorded] of [
    [100, 10],
    [100.4, 20],
    [101, 30],
    [101.05, 31],
    [102, 50],
  ] as const) {
    clock.seconds = seconds;
    progress.update(recorded, 110);
  }
  progress.clear();
  progress.clear();
  expect(written).toEqual([
    "\r\x1b[K30 of 110 cells · 20 a second · 4.0 s left",
    "\r\x1b[K50 of 110 cells · 20 a second · 3.0 s left",
    "\r\x1b[K",
  ]);
});

it("writes a plain line every ten seconds elsewhere", () => {
  const { written, clock, progress } = observe(false);
  for (let second = 0; second <= 25; second++) {
    clock.seconds = 100 + second;
    progress.update(second, 3000);
  }
  progress.clear();
  expect(written).toEqual([
    "10 of 3,000 cells · 1 a second · 49 min 50 s left\n",
    "20 of 3,000 cells · 1 a second · 49 min 40 s left\n",
  ]);
});

it("shows how far a long cell is, with the curve of what is watched", () => {
  const { written, clock, progress } = observe(true);
  progress.update(0, 2);
  for (const [second, loss] of [
    [1, 4],
    [2, 2],
    [3, 1],
  ] as const) {
    clock.seconds = 100 + second;
    progress.watch("linear", { done: 500 * second, of: 2000, values: { loss } });
  }
  clock.seconds = 104;
  progress.update(1, 2);
  expect(written).toEqual([
    "\r\x1b[K0 of 2 cells · linear: 500 of 2,000 steps, loss 4 ▁",
    "\r\x1b[K0 of 2 cells · linear: 1,000 of 2,000 steps, loss 2 █▁",
    "\r\x1b[K0 of 2 cells · linear: 1,500 of 2,000 steps, loss 1 █▃▁",
    "\r\x1b[K1 of 2 cells · 15 a minute · 4.0 s left",
  ]);
});

it("is silent where it is asked to be", () => {
  const { written, clock, progress } = observe(true, true);
  clock.seconds = 200;
  progress.update(1, 2);
  progress.clear();
  expect(written).toEqual([]);
});

it("counts slow cells by the minute and does not guess before the first", () => {
  expect(progressText({ recorded: 5, cells: 10, noun: "cells", computed: 1, seconds: 20 })).toBe(
    "5 of 10 cells · 3 a minute · 1 min 40 s left",
  );
  expect(progressText({ recorded: 4, cells: 10, noun: "refits", computed: 0, seconds: 20 })).toBe("4 of 10 refits");
});
