import { canonicalJson } from "../../../lab/canonical-json.js";
import type { Params } from "../../../study/index.js";
import { createEngine, type Engine, type RunResult, type RunState } from "../../engine/engine.js";
import { latest } from "./latest.js";

/** What is run. */
export interface Asked {
  readonly params: Params;
  readonly seed: number;
}

/** What stands on the page: a result, whether it is of all cells, and what was asked for it. */
export interface Shown {
  readonly result: RunResult;
  readonly whole: boolean;
  readonly asked: Asked;
}

/** Where the session is. */
export type Phase = "waiting" | "running" | "done" | "stopped" | "failed";

/** A whole figure gives way to a part of a new one after this many milliseconds. */
const HOLD = 1500;

/** Whether two runs have the same numbers. */
export function sameRun(a: Asked, b: Asked): boolean {
  return canonicalJson(a) === canonicalJson(b);
}

/** The runs of one study's page: the newest counts, and what was found before stays until there is something new. */
export class Session {
  phase = $state<Phase>("waiting");
  shown = $state.raw<Shown>();
  state = $state.raw<RunState>();
  failure = $state("");
  readonly #engine: Engine = createEngine();
  readonly #runs = latest<Asked>((asked, signal) => this.#run(asked, signal));

  constructor(readonly study: string) {}

  /** Runs this, in place of what runs now. */
  run(asked: Asked): void {
    this.phase = "running";
    this.#runs.request(asked);
  }

  /** Ends the run; what it found so far stays. */
  stop(): void {
    if (this.phase === "running") this.phase = "stopped";
    this.#runs.stop();
  }

  /** Ends everything. */
  dispose(): void {
    this.#runs.stop();
    this.#engine.dispose();
  }

  async #run(asked: Asked, signal: AbortSignal): Promise<void> {
    const start = performance.now();
    this.failure = "";
    this.state = undefined;
    try {
      const result = await this.#engine.run(
        { study: this.study, ...asked },
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
      if (signal.aborted) return;
      this.shown = { result, whole: true, asked };
      this.phase = "done";
    } catch (error) {
      if (signal.aborted) return;
      this.failure = error instanceof Error ? error.message : String(error);
      this.phase = "failed";
    }
  }
}
