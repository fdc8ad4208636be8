import { asksAgain, type ShownRun, told, withLive } from "./live-runs.js";
import type { LocalServer, RunSummary } from "./local-server.js";

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

  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await work();
      trouble = "";
    } catch (error) {
      trouble = error instanceof Error ? error.message : String(error);
    }
  };
  const list = () =>
    attempt(async () => {
      const listed = await server.runs();
      runs = withLive(listed, runs ?? []);
    });
  const leave = server.follow((event) => {
    if (runs) runs = told(runs, event);
    if (asksAgain(event)) void list();
    if (event.kind === "end") onend();
  });
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
