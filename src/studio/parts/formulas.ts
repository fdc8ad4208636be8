/**
 * Sets formulas and notes, in a worker: what does it is as large as the rest of a page, and the page moves on meanwhile.
 * Their style and fonts come with it, where a page first shows a formula.
 */
import "katex/dist/katex.min.css";
import type { Setting } from "./formulas-worker.js";

const waiting = new Map<number, (html: string) => void>();
let worker: Worker | undefined;
let last = 0;

function set(kind: Setting["kind"], text: string): Promise<string> {
  worker ??= startWorker();
  const setting: Setting = { id: ++last, kind, text };
  worker.postMessage(setting);
  return new Promise((resolve) => waiting.set(setting.id, resolve));
}

function startWorker(): Worker {
  const started = new Worker(new URL("./formulas-worker.ts", import.meta.url), { type: "module" });
  started.onmessage = ({ data: { id, html } }: MessageEvent<{ id: number; html: string }>) => {
    waiting.get(id)?.(html);
    waiting.delete(id);
  };
  return started;
}

/** HTML of a formula on a line of its own. */
export const displayFormula = (tex: string): Promise<string> => set("display", tex);

/** HTML of a line of text with formulas between dollars. */
export const inlineText = (text: string): Promise<string> => set("inline", text);

/** HTML of a note in Markdown, its title left out. */
export const note = (source: string): Promise<string> => set("note", source);
