import type { CellProgress, Row } from "../../../study/index.js";
import {
  type LocalServer,
  type RunSummary,
  ServerError,
  type ServerEvent,
  type StartRequest,
} from "../../server/local-server.js";

/** How far a run on the machine's workers is. */
export interface MachineState {
  readonly done: number;
  readonly of: number;
  readonly progress?: CellProgress;
}

/** What a run on the machine's workers left on its disk. */
export interface MachineRun {
  readonly rows: readonly Row[];
  readonly seconds: number;
  readonly cells: number;
}

/** How a run is followed. */
export interface MachineOptions {
  /** Ends the following, with its reason; the run goes on by itself. */
  readonly signal: AbortSignal;
  /** Where this is aborted as well, the run is stopped; it goes on from there another time. */
  readonly stop: AbortSignal;
  readonly onState: (state: MachineState) => void;
}

/**
 * Runs a study on the workers of the machine that serves the page, or takes the run that is on its disk already.
 *
 * @throws ServerError; Error where the run failed or was stopped by somebody else
 */
export async function runOnMachine(
  server: LocalServer,
  request: StartRequest,
  { signal, stop, onState }: MachineOptions,
): Promise<MachineRun> {
  let run = await server.start(request);
  onState({ done: run.recorded, of: run.cells });
  while (run.state === "running") {
    try {
      await ended(server, run, signal, onState);
    } catch (error) {
      if (stop.aborted) await stopped(server, run);
      throw error;
    }
    ({ run } = await server.run(run.id));
  }
  if (run.state !== "finished") throw new Error(run.failure ?? `the run ${run.id} was stopped before its end`);
  return storedRun(server, run);
}

/** What a finished run left on the machine's disk. @throws ServerError */
export async function storedRun(server: LocalServer, { id, seconds, cells }: RunSummary): Promise<MachineRun> {
  const { rows } = await server.rows(id);
  return { rows, seconds: seconds ?? 0, cells };
}

/** Stops a run, unless it has just ended by itself. */
async function stopped(server: LocalServer, { id }: RunSummary): Promise<void> {
  try {
    await server.cancel(id);
  } catch (error) {
    if (!(error instanceof ServerError) || error.status !== 409) throw error;
  }
}

/** Resolves once the run is no longer under way; rejects where it failed, or nobody can say how it goes on. */
function ended(
  server: LocalServer,
  { id, cells, recorded }: RunSummary,
  signal: AbortSignal,
  onState: (state: MachineState) => void,
): Promise<void> {
  let state: MachineState = { done: recorded, of: cells };
  let leave: (() => void) | undefined;
  const tell = (next: MachineState) => {
    state = next;
    onState(state);
  };
  const over = new AbortController();
  return new Promise<void>((resolve, reject) => {
    const hear = (event: ServerEvent) => {
      if (event.kind === "snapshot") {
        // A run that is not under way any more has ended between two words of the server.
        if (!event.runs.some(({ run }) => run === id)) resolve();
      } else if (event.kind === "progress" && event.run === id) {
        tell({ done: event.recorded, of: event.cells });
      } else if (event.kind === "live" && event.run === id) {
        const [progress] = event.cells;
        tell({ done: state.done, of: state.of, ...(progress && { progress }) });
      } else if (event.kind === "end" && event.run === id) {
        if (event.outcome === "finished") resolve();
        else reject(new Error(event.message ?? `the run ${id} was ${event.outcome}`));
      }
    };
    const lost = () => void server.run(id).then(({ run }) => run.state !== "running" && resolve(), reject);
    leave = server.follow(hear, lost);
    const giveUp = () => reject(signal.reason as Error);
    signal.addEventListener("abort", giveUp, { signal: over.signal });
    if (signal.aborted) giveUp();
  }).finally(() => {
    over.abort();
    leave?.();
  });
}
