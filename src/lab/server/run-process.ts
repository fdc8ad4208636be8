import type { CellProgress } from "../../study/index.js";
import { loadStudy } from "../catalogue.js";
import { messageOf } from "../errors.js";
import { Interruption } from "../interruption.js";
import { runStudy } from "../runner/run-study.js";
import { defaultData } from "./default-inputs.js";
import type { FromRun, RunJob, ToRun } from "./run-messages.js";

/**
 * The process of one run: whatever happens to it (native code that cannot be stopped, memory that runs out), the server
 * goes on. It ends when it is told to, or with the server, and leaves a run that can be resumed.
 */

/** Milliseconds between two tellings of how far the run is. */
const INTERVAL = 100;
/** Milliseconds that the run has to end in order once the server is gone. Nothing recorded is lost where it does not. */
const PATIENCE = 10_000;
/** Milliseconds that workers deep in native code have to come out of it, once the run has ended. */
const LINGER = 3000;

const controller = new AbortController();
const stop = () => controller.abort();
process.on("message", (message: ToRun) => {
  if (message.kind === "stop") stop();
  else void serve(message.job);
});
process.on("disconnect", () => {
  stop();
  quitWithin(PATIENCE);
});
process.on("SIGTERM", stop);
// Ctrl-C reaches all processes of the terminal; the server says what to do.
process.on("SIGINT", () => undefined);

async function serve(job: RunJob): Promise<void> {
  const live = new Map<string, CellProgress>();
  let count: Extract<FromRun, { kind: "progress" }> | undefined;
  const flush = () => {
    if (count) tell(count);
    if (live.size > 0) tell({ kind: "live", cells: [...live].map(([cell, state]) => ({ cell, ...state })) });
    count = undefined;
    live.clear();
  };
  const timer = setInterval(flush, INTERVAL);
  const end = await outcomeOf(job, {
    progress: (recorded, cells) => {
      count = { kind: "progress", recorded, cells };
    },
    watch: (cell, state) => live.set(cell, state),
  });
  clearInterval(timer);
  flush();
  tell({ kind: "end", ...end }, () => {
    quitWithin(LINGER);
    if (process.connected) process.disconnect();
  });
}

/** How far a run is, as it goes. */
interface Watcher {
  readonly progress: (recorded: number, cells: number) => void;
  readonly watch: (cell: string, state: CellProgress) => void;
}

async function outcomeOf(
  { study, params, seed, out, workers }: RunJob,
  watcher: Watcher,
): Promise<Pick<Extract<FromRun, { kind: "end" }>, "outcome" | "message">> {
  try {
    const entry = await loadStudy(study);
    const data = await defaultData(entry.study);
    const notice = (text: string) => tell({ kind: "notice", text });
    const request = { entry, params, seed, out, workers, ...(data && { data }) };
    await runStudy(request, { ...watcher, notice, signal: controller.signal });
    return { outcome: "finished", message: null };
  } catch (error) {
    return { outcome: error instanceof Interruption ? "interrupted" : "failed", message: messageOf(error) };
  }
}

/** The server may be gone: then there is nobody to tell. */
function tell(message: FromRun, then: () => void = () => undefined): void {
  if (process.connected) process.send?.(message, then);
  else then();
}

/** Ends the process unless it ends by itself. `process.exit` would wait for the workers. */
function quitWithin(milliseconds: number): void {
  setTimeout(() => process.kill(process.pid, "SIGKILL"), milliseconds).unref();
}
