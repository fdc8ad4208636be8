import { judged } from "../../lab/runner/judged.js";
import { unknown } from "../../numerics/errors.js";
import type { AnyStudy, Params, Row } from "../../study/index.js";
import type { RunResult } from "./contract.js";

const studies = import.meta.glob<AnyStudy>("../../studies/*/*/study.ts", { import: "default" });

/** A study's rows, wherever they were computed. */
export interface StudyRows {
  readonly study: string;
  readonly params: Params;
  readonly rows: readonly Row[];
}

/** What rows show. */
export type Findings = Pick<RunResult, "verdicts" | "metrics" | "figures">;

/** Loads a study; the browser keeps it. @throws InputError for an id that is not in the catalogue */
export async function studyOf(id: string): Promise<AnyStudy> {
  const load = studies[`../../studies/${id}/study.ts`];
  if (load) return load();
  const ids = Object.keys(studies).map((path) => path.split("/").slice(-3, -1).join("/"));
  throw unknown("study", id, ids.sort());
}

/** What rows show: verdicts, metrics, figures. @throws InputError for an id that is not in the catalogue */
export async function findingsOf({ study: id, params, rows }: StudyRows): Promise<Findings> {
  const study = await studyOf(id);
  return { ...judged(study, rows, params), figures: study.figures(rows, params) };
}
