import type { CatalogueEntry } from "../catalogue.js";
import { runCommand } from "../command-line.js";
import type { LedgerEntry } from "../documents.js";
import { resolveParameters } from "../parameters/resolve.js";
import { modulePaths } from "../user-modules/user-modules.js";
import { chooseRun, type StoredRun } from "./stored-runs.js";

const NOT_RUN = { verdict: null, measured: null, stderr: null, expected: null, tolerance: null, note: null, run: null };

/** Every claim of the catalogue with its verdict from the runs on disk, where one has measured it; ordered by claim. */
export function ledger(catalogue: readonly CatalogueEntry[], runs: readonly StoredRun[]): LedgerEntry[] {
  return catalogue.flatMap((entry) => entriesOf(entry, chooseRun(entry, runs))).sort(byClaim);
}

function entriesOf({ study }: CatalogueEntry, stored: StoredRun | undefined): LedgerEntry[] {
  const run = stored?.document.run;
  const command = runCommand({
    study,
    params: run?.params ?? resolveParameters(study, "quick"),
    ...(run && { seed: run.seed }),
    file: stored?.manifest.data?.file,
    modules: modulePaths(stored?.manifest.modules),
  });
  return study.claims.map(({ id, document, place, statement }) => {
    const verdict = stored?.document.verdicts.find(({ claim }) => claim === id);
    const finding = verdict ? { ...verdict, run: run!.id } : NOT_RUN;
    return { claim: id, document, place, statement, study: study.id, ...finding, command };
  });
}

/** In the order of the claims' names, with numbers by size: eq. 128 before eq. 1000. */
function byClaim(a: LedgerEntry, b: LedgerEntry): number {
  return a.claim.localeCompare(b.claim, "en", { numeric: true });
}
