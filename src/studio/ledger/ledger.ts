import type { Verdict, VerdictKind } from "../../study/index.js";
import type { Language } from "../language/index.svelte.js";
import { placeInChinese } from "../language/translate-place.js";
import { queryOfRun } from "../server/live-runs.js";
import type { LocalServer, RunSummary } from "../server/local-server.js";

/** A verdict and its numbers. */
type Finding = Omit<Verdict, "claim" | "note">;

/** A claim as the build wrote it, in one language, with the verdict that the studio ships with. */
interface ToldClaim {
  readonly claim: string;
  readonly document: string;
  readonly place: string;
  readonly statement: string;
  /** Undefined where no run has measured it. */
  readonly finding?: Finding;
}

/** A study as the build wrote it, in one language. */
export interface ToldStudy {
  readonly study: string;
  readonly title: string;
  readonly source: string;
  readonly claims: readonly ToldClaim[];
  /** Whether it is told in English for want of a translation. */
  readonly untranslated?: boolean;
}

/** A claim and what was measured of it. */
export interface LedgerClaim extends ToldClaim {
  readonly study: string;
  /** Whether the verdict is of a run of the visitor's own, on the machine that serves the page. */
  readonly own: boolean;
  /** What that run says of it; that of a shipped verdict is {@link shippedNote}. */
  readonly note?: string;
  /** That run's parameters and seed; undefined where the server does not list it. */
  readonly ran?: Ran | undefined;
  /** The words of the address that shows that run; null where the page cannot do it, as of the visitor's own files. */
  readonly query?: Readonly<Record<string, string>> | null;
}

/** What tells a run of a study from another. */
export type Ran = Pick<RunSummary, "preset" | "settings" | "seed">;

/** A study with its claims, in the order of the catalogue. */
export interface LedgerStudy extends Omit<ToldStudy, "claims"> {
  readonly room: string;
  readonly claims: readonly LedgerClaim[];
}

const loaded = new Map<Language, readonly LedgerStudy[]>();

/** {@link shippedLedger} where it has been loaded before: a visitor who comes back finds it at once. */
export function loadedLedger(language: Language): readonly LedgerStudy[] | undefined {
  return loaded.get(language);
}

/** Every claim with the verdict that the studio ships with, told in a language. Loads no study. */
export async function shippedLedger(language: Language): Promise<readonly LedgerStudy[]> {
  const ledger = (await toldIn(language)).map((told) => ({
    ...told,
    room: roomOf(told.study),
    claims: told.claims.map((claim) => ({ ...claim, study: told.study, own: false })),
  }));
  loaded.set(language, ledger);
  return ledger;
}

async function toldIn(language: Language): Promise<readonly ToldStudy[]> {
  if (language === "en") return (await import("./claims.en.generated.json")).default as readonly ToldStudy[];
  const [{ default: studies }, { default: places }] = await Promise.all([
    import("./claims.zh.generated.json"),
    import("../../studies/places.zh.json"),
  ]);
  return (studies as readonly ToldStudy[]).map((study) => ({
    ...study,
    source: placeInChinese(study.source, places),
    claims: study.claims.map((claim) => ({ ...claim, place: placeInChinese(claim.place, places) })),
  }));
}

/** What the run behind a shipped verdict says of it, in English. */
export async function shippedNote(claim: string): Promise<string> {
  const { default: notes } = await import("./notes.generated.json");
  return (notes as Readonly<Record<string, string>>)[claim] ?? "";
}

/** What a local server knows of a claim. */
export type ServedClaim = Awaited<ReturnType<LocalServer["ledger"]>>[number];

/** The ledger with a local server's verdicts in place of the shipped ones, where it has run a study; and its own studies. */
export function withOwnRuns(
  studies: readonly LedgerStudy[],
  served: readonly ServedClaim[],
  runs: readonly RunSummary[],
): readonly LedgerStudy[] {
  const byClaim = new Map(served.map((entry) => [entry.claim, entry]));
  const byRun = new Map(runs.map((run) => [run.id, run]));
  const known = studies.map((study) => ({
    ...study,
    claims: study.claims.map((claim) => {
      return { ...claim, ...ownFinding(byClaim.get(claim.claim), byRun) };
    }),
  }));
  const names = new Set(studies.map(({ study }) => study));
  const further = [...new Set(served.map(({ study }) => study))].filter((study) => !names.has(study));
  return [...known, ...further.map((study) => ownStudy(study, served, byRun))];
}

type RunsById = ReadonlyMap<string, RunSummary>;

function ownStudy(study: string, served: readonly ServedClaim[], runs: RunsById): LedgerStudy {
  const claims = served
    .filter((entry) => entry.study === study)
    .map((entry) => {
      const { claim, document, place, statement } = entry;
      return { claim, document, place, statement, study, own: false, ...ownFinding(entry, runs) };
    });
  return { study, title: study, source: "", room: roomOf(study), claims };
}

/** What a run of the visitor's own found of a claim, and where it is shown; nothing where there is none. */
function ownFinding(
  entry: ServedClaim | undefined,
  runs: RunsById,
): Pick<LedgerClaim, "finding" | "own" | "note" | "ran" | "query"> | undefined {
  if (entry?.verdict == null) return undefined;
  const { verdict, measured, stderr, expected, tolerance, note } = entry;
  const run = runs.get(entry.run ?? "");
  return {
    finding: { verdict, measured, stderr, expected, tolerance },
    own: true,
    note: note ?? "",
    ran: run && { preset: run.preset, settings: run.settings, seed: run.seed },
    query: run?.startable ? queryOfRun(run) : null,
  };
}

function roomOf(study: string): string {
  return study.split("/", 1)[0]!;
}

/** How many claims have each verdict; null for those that no run has measured. */
export function tally(claims: readonly LedgerClaim[]): ReadonlyMap<VerdictKind | null, number> {
  return countBy(claims, ({ finding }) => finding?.verdict ?? null);
}

/** How many items have each key. */
export function countBy<T, K>(items: readonly T[], keyOf: (item: T) => K): ReadonlyMap<K, number> {
  const counts = new Map<K, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}
