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

/** Starts the process of a run. `told` hears what it says: `end` last and once, whatever happens to the process. */
export function startRun(job: RunJob, told: (message: FromRun) => void): RunChild {
  // Standard output is for the command's own document.
  const child = fork(new URL("./run-process.js", import.meta.url), { stdio: ["ignore", 2, 2, "ipc"] });
  const send = (message: ToRun) => {
    if (child.connected) child.send(message, () => undefined);
  };
  let deadline: NodeJS.Timeout | undefined;
  let hasToldEnd = false;
  const hear = (message: FromRun) => {
    if (hasToldEnd) return;
    hasToldEnd = message.kind === "end";
    told(message);
  };
  child.on("message", hear);
  const ended = new Promise<void>((done) => {
    const leave = (how: string) => {
      const message = `the run's process ended: ${how}`;
      hear({ kind: "end", outcome: deadline ? "interrupted" : "failed", message });
      clearTimeout(deadline);
      done();
    };
    child.once("error", ({ message }) => leave(message));
    // Its last words may come after its exit, and before this.
    child.once("close", (code, signal) => leave(signal ?? `code ${code}`));
  });
  send({ kind: "run", job });
  return {
    stop: () => {
      send({ kind: "stop" });
      deadline ??= setTimeout(() => child.kill("SIGKILL"), PATIENCE);
    },
    ended,
  };
}
