import type { CellProgress, Row } from "../../../study/index.js";
import type { LocalServer, RunSummary, ServerEvent, StartRequest } from "../../server/local-server.js";

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

/**
 * Runs a study on the workers of the machine that serves the page, or takes the run that is on its disk already.
 * Rejects with the signal's reason where that is aborted: the run is then stopped, and goes on from there another time.
 *
 * @throws ServerError; Error where the run failed or was stopped by somebody else
 */
export async function runOnMachine(
  server: LocalServer,
  request: StartRequest,
  { signal, onState }: { readonly signal: AbortSignal; readonly onState: (state: MachineState) => void },
): Promise<MachineRun> {
  const started = await server.start(request);
  onState({ done: started.recorded, of: started.cells });
  if (started.state === "running") await ended(server, started, signal, onState);
  const [{ run }, { rows }] = await Promise.all([server.run(started.id), server.rows(started.id)]);
  return { rows, seconds: run.seconds ?? 0, cells: run.cells };
}

/** Resolves once the run is finished. */
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
    leave = server.follow(hear);
    const stop = () => {
      reject(signal.reason as Error);
      void server.cancel(id);
    };
    signal.addEventListener("abort", stop, { once: true });
    if (signal.aborted) stop();
  }).finally(() => leave?.());
}
