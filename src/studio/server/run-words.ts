import { t } from "../language/index.svelte.js";
import type { RunSummary } from "./local-server.js";

/** What tells a run of a study from another: its preset, what differs from that, and a seed that is not the first. */
export function wordsOfRun({ preset, settings, seed }: Pick<RunSummary, "preset" | "settings" | "seed">): string[] {
  return [...(preset === null ? [] : [preset]), ...settings, ...(seed === 1 ? [] : [t("machine.seed", { seed })])];
}
