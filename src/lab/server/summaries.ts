import type { AnyStudy } from "../../study/index.js";
import { runCommand } from "../command-line.js";
import { settingsBeyond } from "../parameters/resolve.js";
import type { PlannedRun } from "../runner/planned-run.js";
import type { RunSummary } from "./protocol.js";
import type { ActiveRun } from "./run-desk.js";
import type { RunOnDisk } from "./stored.js";

/** What summaries are made with. */
export interface SummaryContext {
  /** The runs under way by id, as they were before the disk was read: one that is not among them has ended on disk too. */
  readonly active: ReadonlyMap<string, ActiveRun>;
  readonly failureOf: (id: string) => string | null;
  readonly out: string;
  /** The study of a run, or undefined where it is no longer in the catalogue. */
  readonly studyOf: (id: string) => Promise<AnyStudy | undefined>;
}

/** A run as the page shows it, from what is on disk (if anything is yet) and what is under way. */
export async function summaryOf(
  plan: PlannedRun,
  onDisk: RunOnDisk | undefined,
  context: SummaryContext,
): Promise<RunSummary> {
  const active = context.active.get(plan.id);
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
    failure: context.failureOf(plan.id),
    seconds: stored?.document.run.seconds ?? null,
    finished: stored ? new Date(stored.finished).toISOString() : null,
    verdicts: stored?.document.verdicts.map(({ claim, verdict }) => ({ claim, verdict })) ?? null,
    ...commandOf(plan, await context.studyOf(plan.study), context.out),
  };
}

function commandOf(
  { params, seed, preset, data, modules, studyVersion }: PlannedRun,
  study: AnyStudy | undefined,
  out: string,
): Pick<RunSummary, "settings" | "command" | "startable"> {
  if (!study) return { settings: [], command: null, startable: false };
  const isOwn = data?.file != null || modules !== undefined;
  return {
    settings: settingsBeyond(study, preset ?? "quick", params),
    command: runCommand({ study, params, seed, file: data?.file, modules, out }),
    startable: study.version === studyVersion && !isOwn,
  };
}

/** All runs: those under way first, then those that changed last. */
export function summariesOf(onDisk: readonly RunOnDisk[], context: SummaryContext): Promise<RunSummary[]> {
  const { active } = context;
  const places = new Map(onDisk.map((run) => [run.manifest.id, run]));
  const others = onDisk.filter(({ manifest }) => !active.has(manifest.id)).sort((a, b) => b.changed - a.changed);
  const plans = [...[...active.values()].map(({ plan }) => plan), ...others.map(({ manifest }) => manifest)];
  return Promise.all(plans.map((plan) => summaryOf(plan, places.get(plan.id), context)));
}
