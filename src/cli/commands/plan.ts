import { jsonText, type PlanDocument } from "../../lab/index.js";
import { type FitOptions, fitRequest } from "../../lab/laws/fit-options.js";
import { fitToPlanWith, planFrom, readFit } from "../../lab/laws/index.js";
import { type PlanOptions, planRequest } from "../../lab/laws/plan-options.js";
import { invalid } from "../../numerics/errors.js";
import { planSummary } from "../plan-summary.js";
import { print } from "../terminal.js";
import { fitWithProgress } from "./fit.js";

/** Where the law comes from, and how the plan is told. */
export interface PlanOutput extends FitOptions {
  readonly fit?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** `isinglass plan`. @returns the exit code @throws InputError, LabError */
export async function plan(file: string | undefined, options: PlanOptions & PlanOutput): Promise<number> {
  const request = planRequest(options);
  const document: PlanDocument = planFrom(await fitOf(file, options), request);
  print(options.json ? jsonText(document) : planSummary(document));
  return 0;
}

/** The stored fit, or one made now. */
async function fitOf(file: string | undefined, options: PlanOutput) {
  if (options.fit === undefined) {
    if (file === undefined) throw invalid("--fit", "nothing", "a file of isinglass fit --out, or a table with --law");
    const request = fitRequest(file, options);
    const fitBy = async (law: string) => {
      return (await fitWithProgress({ ...request, law }, options.quiet === true)).document;
    };
    return fitToPlanWith(await fitBy(request.law), fitBy);
  }
  if (file !== undefined) throw invalid("FILE", file, "either a table or --fit, not both");
  return readFit(options.fit);
}
