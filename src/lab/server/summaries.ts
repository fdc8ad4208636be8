import type { CatalogueEntry } from "../catalogue.js";
import { runCommand } from "../command-line.js";
import type { RunSummary } from "./protocol.js";
import type { PlannedRun, RunDesk } from "./run-desk.js";
import type { RunOnDisk } from "./stored.js";

/** What summaries are made with. */
export interface SummaryContext {
  readonly catalogue: readonly CatalogueEntry[];
  readonly desk: RunDesk;
  readonly out: string;
}

/** A run as the page shows it, from what is on disk (if anything is yet) and what is under way. */
export function summaryOf(plan: PlannedRun, onDisk: RunOnDisk | undefined, context: SummaryContext): RunSummary {
  const active = context.desk.active().get(plan.id);
  const stored = active ? undefined : onDisk?.stored;
  return {
    id: plan.id,
    study: plan.study,
    version: plan.studyVersion,
    params: plan.params,
    seed: plan.seed,
    preset: plan.preset,
    cells: plan.cells,
    recorded: Math.max(active?.recorded ?? 0, onDisk?.cells.length ?? 0),
    state: active ? "running" : stored ? "finished" : "unfinished",
    failure: context.desk.failureOf(plan.id),
    seconds: stored?.document.run.seconds ?? null,
    finished: stored ? new Date(stored.finished).toISOString() : null,
    verdicts: stored?.document.verdicts.map(({ claim, verdict }) => ({ claim, verdict })) ?? null,
    ...commandOf(plan, context),
  };
}

function commandOf(plan: PlannedRun, { catalogue, out }: SummaryContext): Pick<RunSummary, "command" | "startable"> {
  const study = catalogue.find((entry) => entry.study.id === plan.study)?.study;
  if (!study) return { command: null, startable: false };
  const { params, seed, data, modules } = plan;
  const isOwn = data?.file != null || modules !== undefined;
  return {
    command: runCommand({ study, params, seed, file: data?.file, modules, out }),
    startable: study.version === plan.studyVersion && !isOwn,
  };
}

/** All runs: those under way first, then those that changed last. */
export function summariesOf(onDisk: readonly RunOnDisk[], context: SummaryContext): RunSummary[] {
  const places = new Map(onDisk.map((run) => [run.manifest.id, run]));
  const active = [...context.desk.active().values()].map(({ plan }) => plan);
  const others = onDisk
    .filter(({ manifest }) => !context.desk.active().has(manifest.id))
    .sort((a, b) => b.changed - a.changed);
  return [...active, ...others.map(({ manifest }) => manifest)].map((plan) =>
    summaryOf(plan, places.get(plan.id), context),
  );
}
