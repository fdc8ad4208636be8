import { canonicalJson } from "../../../lab/canonical-json.js";
import type { Params, Table } from "../../../study/index.js";
import { createEngine, type Engine, type RunResult, type RunState } from "../../engine/engine.js";
import { cellsRefused } from "../../engine/too-many-cells.js";
import { findServer, type RunSummary, type StartRequest } from "../../server/local-server.js";
import { MOST_CELLS, MOST_LIVE_CELLS } from "./costs.js";
import type { Run } from "./experiment.js";
import { latest } from "./latest.js";
import { type MachineRun, runOnMachine, storedRun } from "./machine-run.js";

/** What stands on the page: a result, whether it is of all cells, and what was asked for it. */
export interface Shown {
  readonly result: RunResult;
  readonly whole: boolean;
  readonly asked: Run;
}

/** A run that is wanted: in this page, or by a request on the workers of the machine that serves it. */
interface Wanted {
  readonly asked: Run;
  readonly request?: StartRequest;
  /** Whether nobody has pressed a button for it: it then must not be long. */
  readonly isLive?: boolean;
  /** Whether only what the machine has on its disk is wanted. */
  readonly isStored?: boolean;
}

/** Where the session is. */
export type Phase = "waiting" | "running" | "done" | "stopped" | "failed";

/** A whole figure gives way to a part of a new one after this many milliseconds. */
const HOLD = 1500;

/** Whether two runs have the same numbers. */
export function sameRun(a: Run, b: Run): boolean {
  const [one, other] = [a, b].map(({ params, seed }) => canonicalJson({ params, seed }));
  return one === other && a.table === b.table;
}

/** The runs of one study's page: the newest counts, and what was found before stays until there is something new. */
export class Session {
  phase = $state<Phase>("waiting");
  shown = $state.raw<Shown>();
  state = $state.raw<Pick<RunState, "done" | "of" | "progress">>();
  failure = $state("");
  /** A run that was not started for the number of its cells. */
  refused = $state.raw<{ readonly asked: Run; readonly cells: number }>();
  readonly #engine: Engine = createEngine();
  /** Stops the run on the machine that is followed. */
  #stopMachine = new AbortController();
  readonly #runs = latest<Wanted>((wanted, signal) => this.#run(wanted, signal));

  constructor(readonly study: string) {}

  /** Runs this in the page, or by `request` on the machine that serves it, in place of what runs now. */
  run(asked: Run, request?: StartRequest): void {
    this.phase = "running";
    this.#runs.request({ asked, ...(request && { request }) });
  }

  /** Runs this in the page though nobody has pressed a button, unless it is of many cells: it is then `refused`. */
  follow(asked: Run): void {
    this.phase = "running";
    this.#runs.request({ asked, isLive: true });
  }

  /** Shows this as it is finished on the disk of the machine that serves the page, if it is. */
  recall(asked: Run): void {
    if (findServer()) this.#runs.request({ asked, isStored: true });
  }

  /** Reads a visitor's table, as the study wants it. @throws InputError for what is none */
  readTable(file: File): Promise<Table> {
    return this.#engine.call("ownTable", { study: this.study, file });
  }

  /** Ends the run, also on the machine; what it found so far stays. */
  stop(): void {
    if (this.phase === "running") this.phase = "stopped";
    this.#stopMachine.abort();
    this.#runs.stop();
  }

  /** Ends everything in this page; a run on the machine goes on, and is found on the ledger. */
  dispose(): void {
    this.#runs.stop();
    this.#engine.dispose();
  }

  async #run(wanted: Wanted, signal: AbortSignal): Promise<void> {
    const { asked } = wanted;
    if (!wanted.isStored) {
      this.phase = "running";
      this.failure = "";
      this.refused = undefined;
      this.state = undefined;
    }
    try {
      const result = await this.#resultOf(wanted, signal);
      if (signal.aborted || !result) return;
      this.shown = { result, whole: true, asked };
      this.phase = "done";
    } catch (error) {
      // What was overtaken or left has nothing to say; what was stopped may say that it does not stop.
      if (signal.aborted && (this.phase !== "stopped" || (error as Error).name === "AbortError")) return;
      const cells = cellsRefused(error);
      if (cells !== undefined) this.refused = { asked, cells };
      if (cells !== undefined && wanted.isLive) {
        this.phase = "waiting";
        return;
      }
      this.failure = error instanceof Error ? error.message : String(error);
      this.phase = "failed";
    }
  }

  #resultOf({ asked, request, isStored, isLive }: Wanted, signal: AbortSignal): Promise<RunResult | undefined> {
    if (isStored) return this.#stored(asked, signal);
    return request
      ? this.#onMachine(asked, request, signal)
      : this.#inPage(asked, isLive ? MOST_LIVE_CELLS : MOST_CELLS, signal);
  }

  #inPage(asked: Run, most: number, signal: AbortSignal): Promise<RunResult> {
    const start = performance.now();
    return this.#engine.run(
      { study: this.study, ...asked, most },
      {
        signal,
        onState: (state) => {
          if (!signal.aborted) this.state = state;
        },
        onFigures: (part) => {
          const replaces = !this.shown?.whole || performance.now() - start > HOLD;
          if (replaces && !signal.aborted) this.shown = { result: part, whole: false, asked };
        },
      },
    );
  }

  async #onMachine({ params }: Run, request: StartRequest, signal: AbortSignal): Promise<RunResult> {
    this.#stopMachine = new AbortController();
    const run = await runOnMachine(findServer()!, request, {
      signal,
      stop: this.#stopMachine.signal,
      onState: (state) => {
        if (!signal.aborted) this.state = state;
      },
    });
    return this.#judged(run, params, signal);
  }

  async #stored(asked: Run, signal: AbortSignal): Promise<RunResult | undefined> {
    const server = findServer()!;
    const isAsked = ({ study, state, startable, params, seed }: RunSummary) =>
      study === this.study && state === "finished" && startable && sameRun({ params, seed }, asked);
    // It was not asked for: a server that does not answer is told of where somebody asks it.
    const found = (await server.runs().catch(() => [])).find(isAsked);
    return found && this.#judged(await storedRun(server, found), asked.params, signal);
  }

  async #judged(run: MachineRun, params: Params, signal: AbortSignal): Promise<RunResult> {
    const findings = await this.#engine.call("findings", { study: this.study, params, rows: run.rows }, { signal });
    return { ...run, params, ...findings };
  }
}
