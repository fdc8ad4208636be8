import { asksAgain, type ShownRun, told, withLive, withoutServer } from "./live-runs.js";
import { type LocalServer, type RunSummary, ServerError, type ServerEvent } from "./local-server.js";

/** The runs of the machine that serves the page, as they go on. */
export interface Machine {
  /** Undefined until the server has answered. */
  readonly runs: readonly ShownRun[] | undefined;
  /** What went wrong last, in the server's words. */
  readonly trouble: string;
  readonly start: (run: RunSummary) => void;
  readonly cancel: (run: RunSummary) => void;
  readonly leave: () => void;
}

/** Follows a server. `onend` is told whenever a run has ended: the ledger may have changed. */
export function followMachine(server: LocalServer, onend: () => void): Machine {
  let runs = $state.raw<readonly ShownRun[]>();
  let trouble = $state("");
  let hasHeard = false;

  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await work();
      trouble = "";
    } catch (error) {
      trouble = error instanceof Error ? error.message : String(error);
      if (error instanceof ServerError && error.status === 0 && runs) runs = withoutServer(runs);
    }
  };
  const list = () =>
    attempt(async () => {
      const listed = await server.runs();
      runs = withLive(listed, runs ?? []);
    });
  const hear = (event: ServerEvent) => {
    if (runs) runs = told(runs, event);
    if (asksAgain(event)) void list();
    // A run may have ended while nobody listened.
    if (event.kind === "end" || (event.kind === "snapshot" && hasHeard)) onend();
    hasHeard = true;
  };
  const leave = server.follow(hear, () => void list());
  void list();

  return {
    get runs() {
      return runs;
    },
    get trouble() {
      return trouble;
    },
    start: ({ study, preset, params, seed }) =>
      void attempt(() => server.start({ study, preset: preset ?? "quick", params: { ...params }, seed })),
    cancel: ({ id }) => void attempt(() => server.cancel(id)),
    leave,
  };
}
