import type { AnyStudy, Params, Row } from "../../study/index.js";
import type { RunDocument } from "../documents.js";
import { LabError, messageOf } from "../errors.js";

/**
 * What a study finds in its rows.
 * @throws InputError of the study; LabError for what else it throws, which is a bug of the study
 */
export function judged(
  study: AnyStudy,
  rows: readonly Row[],
  params: Params,
): Pick<RunDocument, "verdicts" | "metrics"> {
  try {
    return { verdicts: study.judge(rows, params), metrics: study.metrics(rows, params) };
  } catch (error) {
    if (error instanceof Error && error.name === "InputError") throw error;
    throw new LabError(`${study.id}: cannot judge its rows: ${messageOf(error)} (a bug of the study)`, {
      cause: error,
    });
  }
}
