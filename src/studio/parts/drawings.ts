/**
 * Draws figures, in a worker of their own: what draws is as large as the rest of a page and takes longer than a frame,
 * and the page moves on meanwhile.
 */
import type { Answer, Drawn, Order } from "./drawing-worker.js";
import DrawingWorker from "./drawing-worker.ts?worker";

/** A drawing that is asked for, and who hears of it. */
export interface Wish {
  readonly order: Order;
  readonly show: (drawn: Drawn) => void;
  readonly fail: (reason: string) => void;
}

/** Wishes by place, in the order in which they are drawn: of several for one place, only the last. */
const waiting = new Map<object, Wish>();
let worker: Worker | undefined;
let current: Wish | undefined;

/** Asks for a drawing at a place. @returns what takes the wish back, if it is not drawn yet */
export function draw(place: object, wish: Wish): () => void {
  waiting.set(place, wish);
  drawNext();
  return () => {
    if (waiting.get(place) === wish) waiting.delete(place);
  };
}

/** A figure drawn for a file. @throws Error where it cannot be drawn */
export function drawnForFile(figure: Order["figure"]): Promise<Drawn> {
  return new Promise((show, reject) => {
    draw({}, { order: { kind: "file", figure }, show, fail: (reason) => reject(new Error(reason)) });
  });
}

function drawNext(): void {
  const [next] = waiting;
  if (current || !next) return;
  const [place, wish] = next;
  waiting.delete(place);
  current = wish;
  worker ??= startWorker();
  worker.postMessage(wish.order);
}

function startWorker(): Worker {
  const started = new DrawingWorker();
  started.addEventListener("message", ({ data }: MessageEvent<Answer>) => {
    const wish = current;
    current = undefined;
    if ("failure" in data) wish?.fail(data.failure);
    else wish?.show(data);
    drawNext();
  });
  started.addEventListener("error", ({ message }) => {
    const lost = [...(current ? [current] : []), ...waiting.values()];
    waiting.clear();
    current = undefined;
    worker = undefined;
    for (const { fail } of lost) fail(message || "what draws figures could not be loaded");
  });
  return started;
}
