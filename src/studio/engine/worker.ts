import { z } from "zod";
import { studyOf } from "./findings.js";
import { type Reply, type Request, reportOf, type Task } from "./protocol.js";
import { doTask } from "./tasks.js";

// A strict content-security policy forbids what zod would compile.
z.config({ jitless: true });

/** Milliseconds between two words of a task on how far it is. */
const PAUSE = 40;

addEventListener("message", ({ data }: MessageEvent<Request>) => {
  if (data.kind === "live") live(data.lock);
  // A study that cannot be loaded says so when it is asked for.
  else if (data.kind === "warm") studyOf(data.study).catch(() => undefined);
  else void answer(data);
});

function say(reply: Reply): void {
  postMessage(reply);
}

/**
 * Holds a lock for as long as the worker lives: a browser tells nobody that a worker has ended, but gives its locks away.
 * Pages without locks (no secure context) go without.
 */
function live(lock: string): void {
  if (!("locks" in navigator)) {
    say({ kind: "ready", locked: false });
    return;
  }
  void navigator.locks.request(lock, () => {
    say({ kind: "ready", locked: true });
    return new Promise(() => undefined);
  });
}

async function answer(task: Task): Promise<void> {
  say({ kind: "begun" });
  let told = Number.NEGATIVE_INFINITY;
  try {
    const result = await doTask(task, (progress) => {
      const now = performance.now();
      if (now - told < PAUSE) return;
      told = now;
      say({ kind: "progress", progress });
    });
    say({ kind: "done", result });
  } catch (error) {
    say({ kind: "failed", error: reportOf(error) });
  }
}
