import { fork } from "node:child_process";
import type { FromRun, RunJob, ToRun } from "./run-messages.js";

/** A run's process. */
export interface RunChild {
  /** Asks it to end in order; where it does not, it is ended. */
  readonly stop: () => void;
  /** Once the process is gone. */
  readonly ended: Promise<void>;
}

/** Milliseconds that a run has to end in order, once asked to. Nothing recorded is lost where it does not. */
const PATIENCE = 10_000;
/** Milliseconds that its process has to end, once it said how the run ended. */
const LINGER = 3000;

/** Starts the process of a run. `told` hears what it says; `end` once, and last, whatever happens to the process. */
export function startRun(job: RunJob, told: (message: FromRun) => void): RunChild {
  // Standard output is for the command's own document.
  const child = fork(new URL("./run-process.js", import.meta.url), { stdio: ["ignore", 2, 2, "ipc"] });
  const send = (message: ToRun) => {
    if (child.connected) child.send(message, () => undefined);
  };
  let timer: NodeJS.Timeout | undefined;
  const killIn = (milliseconds: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => child.kill("SIGKILL"), milliseconds);
  };
  let hasEnded = false;
  let isStopped = false;
  const hear = (message: FromRun) => {
    if (hasEnded) return;
    hasEnded = message.kind === "end";
    if (hasEnded) killIn(LINGER);
    told(message);
  };
  child.on("message", hear);
  const ended = new Promise<void>((done) => {
    const leave = (how: string) => {
      hear({
        kind: "end",
        ...(isStopped
          ? { outcome: "interrupted", message: "interrupted" }
          : { outcome: "failed", message: `the run's process ended: ${how}` }),
      });
      clearTimeout(timer);
      done();
    };
    child.once("error", ({ message }) => leave(message));
    child.once("exit", (code, signal) => leave(signal ?? `code ${code}`));
  });
  send({ kind: "run", job });
  return {
    stop: () => {
      isStopped = true;
      send({ kind: "stop" });
      if (!hasEnded) killIn(PATIENCE);
    },
    ended,
  };
}
