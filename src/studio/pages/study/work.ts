import { judged } from "../../../lab/runner/judged.js";
import type { Params, Row } from "../../../study/index.js";
import type { RunResult } from "../../engine/contract.js";
import { studyOf } from "../../engine/tasks.js";

/** A study's rows that were computed elsewhere. */
export interface OwnRows {
  readonly study: string;
  readonly params: Params;
  readonly rows: readonly Row[];
}

/** What rows show: verdicts, metrics, figures. */
export async function findings({
  study: id,
  params,
  rows,
}: OwnRows): Promise<Pick<RunResult, "verdicts" | "metrics" | "figures">> {
  const study = await studyOf(id);
  return { ...judged(study, rows, params), figures: study.figures(rows, params) };
}
