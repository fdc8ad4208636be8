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

/** Milliseconds between two tellings of how far the cells are. */
const INTERVAL = 100;

const controller = new AbortController();
const stop = () => controller.abort();
process.on("message", (message: ToRun) => {
  if (message.kind === "stop") stop();
  else void serve(message.job);
});
process.on("disconnect", stop);
process.on("SIGTERM", stop);
// Ctrl-C reaches all processes of the terminal; the server says what to do.
process.on("SIGINT", () => undefined);

async function serve(job: RunJob): Promise<void> {
  const live = new Map<string, CellProgress>();
  const flush = () => {
    if (live.size > 0) tell({ kind: "live", cells: [...live].map(([cell, state]) => ({ cell, ...state })) });
    live.clear();
  };
  const timer = setInterval(flush, INTERVAL);
  const end = await outcomeOf(job, (cell, state) => live.set(cell, state));
  clearInterval(timer);
  tell({ kind: "end", ...end }, () => {
    if (process.connected) process.disconnect();
  });
}

async function outcomeOf(
  { study, params, seed, out, workers }: RunJob,
  watch: (cell: string, state: CellProgress) => void,
): Promise<Pick<Extract<FromRun, { kind: "end" }>, "outcome" | "message">> {
  try {
    const entry = await loadStudy(study);
    const data = await defaultData(entry.study);
    await runStudy(
      { entry, params, seed, out, workers, ...(data && { data }) },
      {
        signal: controller.signal,
        progress: (recorded, cells) => tell({ kind: "progress", recorded, cells }),
        watch,
        notice: (text) => tell({ kind: "notice", text }),
      },
    );
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
