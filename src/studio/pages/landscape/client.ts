import type { Picture, Reply, Request, Surface } from "./protocol.js";
import type { Computed } from "./settings.js";

/** What the page hears of its worker. */
export interface Listener {
  onSurface(surface: Surface): void;
  onPicture(picture: Picture): void;
  onError(message: string): void;
}

/** Asks a worker for landscapes: of several requests only the newest is answered. */
export class LandscapeClient {
  #worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  #id = 0;

  constructor(listener: Listener) {
    this.#worker.onmessage = ({ data }: MessageEvent<Reply>) => {
      if (data.id !== this.#id) return;
      if (data.kind === "surface") listener.onSurface(data.surface);
      else if (data.kind === "picture") listener.onPicture(data.picture);
      else listener.onError(data.message);
    };
    this.#worker.onerror = ({ message }) => listener.onError(message);
  }

  ask({ P, D, N, lambda, seed, samples }: Computed): void {
    this.#id++;
    const request: Request = { id: this.#id, settings: { P, D, N, lambda, seed, samples } };
    this.#worker.postMessage(request);
  }

  dispose(): void {
    this.#worker.terminate();
  }
}
