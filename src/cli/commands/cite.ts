import { bibliography, loadStudy, type StoredRun, storedRun, storedRuns, studyIds } from "../../lab/index.js";
import { invalid, unknown } from "../../numerics/errors.js";
import { print, talk } from "../terminal.js";

/** `isinglass cite RUN`: BibTeX of what a run, given by id or folder, or a study used. @throws InputError */
export async function cite(what: string | undefined, { runs }: { readonly runs: string }): Promise<number> {
  if (what === undefined) throw invalid("RUN", "nothing", "the id or folder of a run, or a study");
  const ids = await studyIds();
  const stored = ids.includes(what) ? undefined : await findRun(what, runs, ids);
  const { study } = await loadStudy(stored?.document.run.study ?? what);
  print(bibliography(study.references, stored?.document.run));
  return 0;
}

async function findRun(what: string, runs: string, studies: readonly string[]): Promise<StoredRun> {
  const inFolder = await storedRun(what, talk);
  if (inFolder) return inFolder;
  const all = await storedRuns(runs, talk);
  const run = all.find(({ document }) => document.run.id === what);
  if (run) return run;
  throw unknown("run", what, [...all.map(({ document }) => document.run.id), ...studies]);
}
