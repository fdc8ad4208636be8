import type { z } from "zod";
import { loadStudy } from "../catalogue.js";
import { resolveParameters } from "../parameters/resolve.js";
import { type PlannedRun, plannedRun } from "../runner/planned-run.js";
import { defaultData } from "./default-inputs.js";
import type { LiveCell, LiveRun, ServerEvent, startSchema } from "./protocol.js";
import { Refusal } from "./refusal.js";
import { type RunChild, startRun } from "./run-child.js";
import type { FromRun } from "./run-messages.js";

/** A run under way. */
export interface ActiveRun {
  readonly plan: PlannedRun;
  /** Cells that are recorded. */
  readonly recorded: number;
}

/** Starts runs, knows those under way, and stops them. */
export interface RunDesk {
  /**
   * Starts a run or goes on with it; with one that is being stopped, once that has ended.
   * @throws InputError for what its study does not take; Refusal for one too many
   */
  readonly start: (request: z.output<typeof startSchema>) => Promise<PlannedRun>;
  /** Asks a run to stop. @returns whether it is under way */
  readonly cancel: (id: string) => boolean;
  /** The runs that are under way now, by id. */
  readonly active: () => ReadonlyMap<string, ActiveRun>;
  readonly live: () => LiveRun[];
  /** Why a run of this session failed, unless it was started again. */
  readonly failureOf: (id: string) => string | null;
  /** Stops all runs. @returns those that were under way, once they have ended */
  readonly close: () => Promise<PlannedRun[]>;
}

/** Where and how runs are done. */
export interface DeskOptions {
  readonly out: string;
  readonly workers: number;
  /** Runs under way, at most. */
  readonly limit: number;
  readonly publish: (event: ServerEvent) => void;
}

interface Entry extends ActiveRun {
  readonly child: RunChild;
  recorded: number;
  /** Whether it was asked to stop: it is under way until its process has ended. */
  isStopping: boolean;
  readonly live: Map<string, LiveCell>;
}

/** A desk without runs. */
export function runDesk({ out, workers, limit, publish }: DeskOptions): RunDesk {
  const entries = new Map<string, Entry>();
  const failures = new Map<string, string>();
  let isClosed = false;

  const hear = (id: string, entry: Entry, message: FromRun) => {
    if (message.kind === "progress") entry.recorded = message.recorded;
    if (message.kind === "live") for (const cell of message.cells) keepNewest(entry.live, cell, workers);
    if (message.kind === "end") {
      entries.delete(id);
      if (message.outcome === "failed") failures.set(id, message.message ?? "failed");
    }
    publish({ ...message, run: id });
  };

  const begin = (plan: PlannedRun): void => {
    const { id, study, params, seed } = plan;
    failures.delete(id);
    const child = startRun({ study, params, seed, out, workers }, (message) => hear(id, entry, message));
    const entry: Entry = { plan, child, recorded: 0, isStopping: false, live: new Map() };
    entries.set(id, entry);
    publish({ kind: "start", run: liveRun(entry) });
  };

  const stop = (entry: Entry): void => {
    entry.isStopping = true;
    entry.child.stop();
  };

  return {
    start: async (request) => {
      const plan = await planRun(request);
      for (let entry = entries.get(plan.id); entry; entry = entries.get(plan.id)) {
        if (!entry.isStopping) return plan;
        // What is being stopped would end as interrupted: it goes on once it has.
        await entry.child.ended;
      }
      if (isClosed) throw new Refusal(503, "the server is closing");
      if (entries.size >= limit) {
        throw new Refusal(429, `${entries.size} runs are under way, and no more may be; cancel one, or wait for it`);
      }
      begin(plan);
      return plan;
    },
    cancel: (id) => {
      const entry = entries.get(id);
      if (entry) stop(entry);
      return entry !== undefined;
    },
    active: () => new Map(entries),
    live: () => [...entries.values()].map(liveRun),
    failureOf: (id) => failures.get(id) ?? null,
    close: async () => {
      isClosed = true;
      const open = [...entries.values()];
      for (const entry of open) stop(entry);
      await Promise.all(open.map(({ child }) => child.ended));
      return open.map(({ plan }) => plan);
    },
  };
}

async function planRun({
  study: id,
  preset,
  params: settings,
  seed,
}: z.output<typeof startSchema>): Promise<PlannedRun> {
  const { study } = await loadStudy(id);
  const params = resolveParameters(study, preset, Object.entries(settings));
  const data = await defaultData(study);
  return plannedRun(study, { params, seed, data }, study.cells(params, data?.table).length);
}

function liveRun({ plan, recorded, live }: Entry): LiveRun {
  return { run: plan.id, study: plan.study, recorded, cells: plan.cells, live: [...live.values()] };
}

/** Keeps the newest state of the cells that told one last, at most `size` of them. */
function keepNewest(live: Map<string, LiveCell>, state: LiveCell, size: number): void {
  live.delete(state.cell);
  live.set(state.cell, state);
  for (const cell of live.keys()) {
    if (live.size <= size) return;
    live.delete(cell);
  }
}
