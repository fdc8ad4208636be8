import { flushSync } from "svelte";
import { keptChoice } from "./kept-choice.js";

/** Light or dark. */
export type Theme = "light" | "dark";

const kept = keptChoice<Theme>("theme", ["light", "dark"]);

let current = $state<Theme>(initial());
show(initial());

function initial(): Theme {
  return kept.read() ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
}

/** The theme now. */
export function theme(): Theme {
  return current;
}

/** Changes it, and keeps the choice. */
export function setTheme(chosen: Theme): void {
  current = chosen;
  show(chosen);
  kept.keep(chosen);
}

/**
 * Does something while the page is light, as pictures to be kept are. Nothing is painted before it is done, so that the
 * visitor sees none of it.
 */
export async function inLight<T>(work: () => T): Promise<T> {
  const before = current;
  current = "light";
  show("light");
  flushSync();
  // Charts are drawn in microtasks.
  await Promise.resolve();
  try {
    return work();
  } finally {
    current = before;
    show(before);
  }
}

function show(chosen: Theme): void {
  document.documentElement.dataset.theme = chosen;
}

// Paper is light, whatever the screen was.
addEventListener("beforeprint", () => show("light"));
addEventListener("afterprint", () => show(current));
