import { type ClaimsDocument, type LedgerEntry, ledger, loadCatalogue, storedRuns } from "../../lab/index.js";
import { unknown } from "../../numerics/errors.js";
import { formatCount, verdictColors } from "../format.js";
import { commandHere } from "../invocation.js";
import { verdictBlock } from "../run-summary.js";
import { colorsFor, print, printJson, talk } from "../terminal.js";

/** The options of `isinglass claims`. */
export interface ClaimsOptions {
  readonly source?: string;
  readonly runs: string;
  readonly json?: boolean;
}

const DOCUMENTS = ["S0", "S1", "S2", "S3", "S4"];

/** `isinglass claims`: the ledger. @throws InputError for an unknown source */
export async function claims({ source, runs, json }: ClaimsOptions): Promise<number> {
  if (source !== undefined && !DOCUMENTS.includes(source)) throw unknown("source", source, DOCUMENTS);
  const all = ledger(await loadCatalogue(), await storedRuns(runs, talk));
  const entries = all.filter(({ document }) => source === undefined || document === source);
  if (json) printJson({ claims: entries } satisfies ClaimsDocument);
  else print(ledgerText(entries));
  return 0;
}

function ledgerText(entries: readonly LedgerEntry[]): string {
  const colors = colorsFor(process.stdout);
  const blocks = entries.map((entry) => {
    const { verdict, claim, place, run, command } = entry;
    if (verdict !== null) return `${verdictBlock({ ...entry, verdict, note: `${place} · run ${run}` })}`;
    const what = run === null ? "not run yet" : "not judged";
    return `${colors.dim(what)}  ${claim}\n           ${colors.dim(place)}\n           ${commandHere(command)}`;
  });
  return [...(blocks.length > 0 ? [blocks.join("\n")] : []), tally(entries)].join("\n\n");
}

/** `12 claims: 5 hold, 4 are corrected, 2 fail, 1 is not run yet` in the words of the verdicts. */
function tally(entries: readonly LedgerEntry[]): string {
  const kinds = [...Object.keys(verdictColors), null];
  const counts = kinds.map((kind) => ({ kind, n: entries.filter(({ verdict }) => verdict === kind).length }));
  const parts = counts.filter(({ n }) => n > 0).map(({ kind, n }) => `${n} ${kind ?? "not run yet"}`);
  return `${formatCount(entries.length, "claim")}${parts.length > 0 ? `: ${parts.join(", ")}` : ""}`;
}
