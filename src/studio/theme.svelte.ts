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
  wear("light");
  // Charts are drawn in microtasks.
  await Promise.resolve();
  try {
    return work();
  } finally {
    current = before;
    show(before);
  }
}

/** Shows a theme that nobody chose; what paints itself is painted in it at once. */
function wear(worn: Theme): void {
  current = worn;
  show(worn);
  flushSync();
}

function show(chosen: Theme): void {
  document.documentElement.dataset.theme = chosen;
}

// Paper is light, whatever the screen was.
let onScreen = current;
addEventListener("beforeprint", () => {
  onScreen = current;
  wear("light");
});
addEventListener("afterprint", () => wear(onScreen));
