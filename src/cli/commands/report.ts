import {
  type CatalogueEntry,
  chooseRun,
  loadCatalogue,
  loadStudy,
  reportRun,
  storedRuns,
  writeOutput,
} from "../../lab/index.js";
import { renderReport } from "../../lab/report/index.js";
import { invalid } from "../../numerics/errors.js";
import { commandHere } from "../invocation.js";
import { print, talk } from "../terminal.js";

/** The options of `isinglass report`. */
export interface ReportOptions {
  readonly runs: string;
  readonly out: string;
}

/** `isinglass report [STUDY...]`: one HTML file of the runs on disk. @throws InputError, LabError */
export async function report(ids: readonly string[], { runs, out }: ReportOptions): Promise<number> {
  const entries = ids.length > 0 ? await Promise.all([...new Set(ids)].map(loadStudy)) : await loadCatalogue();
  const stored = await storedRuns(runs, talk);
  const chosen = entries.flatMap((entry) => {
    const run = chooseRun(entry, stored);
    return run ? [{ entry, run }] : [];
  });
  tellMissing(
    entries,
    chosen.map(({ entry }) => entry),
    ids.length > 0,
    runs,
  );
  const reportRuns = [];
  for (const { entry, run } of chosen) reportRuns.push(await reportRun(entry, run));
  await writeOutput(out, await renderReport(reportRuns));
  print(out);
  return 0;
}

/** A study that was named must have a run; of the others, one must. */
function tellMissing(
  entries: readonly CatalogueEntry[],
  found: readonly CatalogueEntry[],
  wereNamed: boolean,
  runs: string,
): void {
  const missing = entries.filter((entry) => !found.includes(entry)).map(({ study }) => study.id);
  if (missing.length === 0) return;
  const example = commandHere(`isinglass run ${missing[0]}`);
  if (found.length === 0 || wereNamed) throw invalid("runs folder", runs, `a finished run; make one with: ${example}`);
  talk(`not run yet, and so not in the report: ${missing.join(", ")}`);
}
