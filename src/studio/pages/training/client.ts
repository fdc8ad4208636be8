import type { Evaluation, Known, News, Order, RunState } from "./protocol.js";
import type { Settings } from "./settings.js";

/** What the page hears of a run. */
export interface Listener {
  onKnown(known: Known): void;
  onLosses(losses: readonly number[]): void;
  onEvaluation(evaluation: Evaluation): void;
  onState(state: RunState): void;
  onError(message: string): void;
}

/** A run in a worker of its own, which takes some steps at once; to begin anew is to end it and to start another. */
export class TrainingClient {
  readonly #worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });

  constructor(settings: Settings, steps: number, listener: Listener) {
    this.#worker.onmessage = ({ data }: MessageEvent<News>) => {
      if (data.kind === "known") listener.onKnown(data.known);
      else if (data.kind === "losses") listener.onLosses(data.losses);
      else if (data.kind === "evaluation") listener.onEvaluation(data.evaluation);
      else if (data.kind === "state") listener.onState(data.state);
      else listener.onError(data.message);
    };
    this.#worker.onerror = ({ message }) => listener.onError(message);
    this.tell({ kind: "start", settings, steps });
  }

  tell(order: Order): void {
    this.#worker.postMessage(order);
  }

  dispose(): void {
    this.#worker.terminate();
  }
}
