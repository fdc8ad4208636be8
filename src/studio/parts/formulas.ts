/**
 * Sets formulas and notes, in a worker: what does it is as large as the rest of a page, and the page moves on meanwhile.
 * Their style and fonts come with it, where a page first shows a formula.
 */
import "katex/dist/katex.min.css";
import "./formulas.css";
import type { Setting } from "./formulas-worker.js";

interface Waiting {
  readonly resolve: (html: string) => void;
  readonly reject: (reason: Error) => void;
}

const waiting = new Map<number, Waiting>();
let worker: Worker | undefined;
let last = 0;

function set(kind: Setting["kind"], text: string): Promise<string> {
  worker ??= startWorker();
  const setting: Setting = { id: ++last, kind, text };
  worker.postMessage(setting);
  return new Promise((resolve, reject) => waiting.set(setting.id, { resolve, reject }));
}

function startWorker(): Worker {
  const started = new Worker(new URL("./formulas-worker.ts", import.meta.url), { type: "module" });
  started.onmessage = ({ data: { id, html } }: MessageEvent<{ id: number; html: string }>) => {
    waiting.get(id)?.resolve(html);
    waiting.delete(id);
  };
  started.onerror = (event) => {
    event.preventDefault();
    // Where the worker's script does not load, the event has no message.
    giveUp(event.message ?? "their script does not load");
  };
  return started;
}

/** Ends the worker, which did not load or came upon what it cannot set; the next formula starts another. */
function giveUp(reason: string): void {
  worker?.terminate();
  worker = undefined;
  for (const { reject } of waiting.values()) reject(new Error(`formulas cannot be set: ${reason}`));
  waiting.clear();
}

/** HTML of a formula on a line of its own. All of these reject where the worker fails: the source then stands. */
export const displayFormula = (tex: string): Promise<string> => set("display", tex);

/** HTML of a line of text with formulas between dollars. */
export const inlineText = (text: string): Promise<string> => set("inline", text);

/** HTML of a note in Markdown, its title left out. */
export const note = (source: string): Promise<string> => set("note", source);
