import type { LiveCell, RunSummary, ServerEvent } from "./local-server.js";

/** A run as the page shows it. */
export interface ShownRun extends RunSummary {
  /** The cells that told something last, while it is under way. */
  readonly live: readonly LiveCell[];
}

/** The runs as the server lists them, with what is known of their cells. */
export function withLive(listed: readonly RunSummary[], before: readonly ShownRun[]): readonly ShownRun[] {
  const known = new Map(before.map(({ id, live }) => [id, live]));
  return listed.map((run) => ({ ...run, live: run.state === "running" ? (known.get(run.id) ?? []) : [] }));
}

/** The runs once their server no longer answers: none outlives it, and what is recorded stays. */
export function withoutServer(runs: readonly ShownRun[]): readonly ShownRun[] {
  return runs.map((run) => (run.state === "running" ? { ...run, state: "unfinished", live: [] } : run));
}

/** Whether an event changes what the server lists, so that it must be asked again. */
export function asksAgain({ kind }: ServerEvent): boolean {
  return kind === "snapshot" || kind === "start" || kind === "end";
}

/** Cells shown of a run under way, at most: those that told something last. */
const SHOWN = 4;

/** The runs after an event that tells how far one is. */
export function told(runs: readonly ShownRun[], event: ServerEvent): readonly ShownRun[] {
  if (event.kind !== "progress" && event.kind !== "live") return runs;
  return runs.map((run) => {
    if (run.id !== event.run) return run;
    if (event.kind === "progress") return { ...run, recorded: event.recorded, cells: event.cells };
    const names = new Set(event.cells.map(({ cell }) => cell));
    return { ...run, live: [...run.live.filter(({ cell }) => !names.has(cell)), ...event.cells].slice(-SHOWN) };
  });
}

/** The words of the address at which a study shows a run: its preset, what differs from it, its seed. */
export function queryOfRun({ preset, settings, seed }: RunSummary): Record<string, string> {
  const differing = settings.map((setting) => {
    const at = setting.indexOf("=");
    return [setting.slice(0, at), setting.slice(at + 1)] as const;
  });
  return {
    ...(preset === "paper" && { preset }),
    ...Object.fromEntries(differing),
    ...(seed !== 1 && { seed: String(seed) }),
  };
}
