import { fork } from "node:child_process";
import { EventEmitter } from "node:events";
import { expect, it, vi } from "vitest";
import { startRun } from "./run-child.js";
import type { FromRun } from "./run-messages.js";

vi.mock("node:child_process", () => ({ fork: vi.fn() }));

const job = { study: "fixture/steady", params: {}, seed: 1, out: "runs", workers: 1 };

/** A run whose process does what the test says. */
function started() {
  const child = Object.assign(new EventEmitter(), { connected: false });
  vi.mocked(fork).mockReturnValueOnce(child as unknown as ReturnType<typeof fork>);
  const heard: FromRun[] = [];
  return { child, heard, run: startRun(job, (message) => heard.push(message)) };
}

it("hears the last words of a process that has exited already", async () => {
  const { child, heard, run } = started();
  const end: FromRun = { kind: "end", outcome: "finished", message: null };
  child.emit("exit", 0, null);
  child.emit("message", end);
  child.emit("close", 0, null);
  await run.ended;
  expect(heard).toEqual([end]);
});

it("says how a process ended that said nothing", async () => {
  const { child, heard, run } = started();
  child.emit("exit", null, "SIGKILL");
  child.emit("close", null, "SIGKILL");
  await run.ended;
  expect(heard).toEqual([{ kind: "end", outcome: "failed", message: "the run's process ended: SIGKILL" }]);
});
