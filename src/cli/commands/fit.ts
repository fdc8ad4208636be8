import { jsonText, writeOutput } from "../../lab/index.js";
import { type FitRequest, fitFile } from "../../lab/laws/index.js";
import { renderFitReport } from "../../lab/report/index.js";
import { invalid } from "../../numerics/errors.js";
import { fitSummary } from "../fit-summary.js";
import { integerOption, lossOption } from "../options.js";
import { progressOn } from "../progress.js";
import { print } from "../terminal.js";

/** The options of `isinglass fit` that say what is fitted and how, as typed. */
export interface FitOptions {
  readonly law?: string;
  readonly form?: string;
  readonly loss: string;
  readonly delta: string;
  readonly columns?: string;
  readonly where?: string;
  readonly bootstrap?: string;
  readonly by?: string;
  readonly weights?: string;
  readonly profile?: boolean;
  readonly seed: string;
  readonly holdout?: string;
  readonly splitColumn?: string;
  readonly starts?: string;
  readonly skipMissing?: boolean;
}

/** Where the result goes. */
export interface FitOutput {
  readonly report?: string;
  readonly out?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** `isinglass fit FILE`. @returns the exit code @throws InputError, LabError */
export async function fit(file: string | undefined, options: FitOptions & FitOutput): Promise<number> {
  const { report, out, json, quiet } = options;
  const asked = fitRequest(file, options);
  const fitted = await fitWithProgress(report === undefined ? asked : { ...asked, profile: true }, quiet === true);
  if (out !== undefined) await writeOutput(out, `${jsonText(fitted.document)}\n`);
  if (report !== undefined) await writeOutput(report, await renderFitReport(fitted));
  print(json ? jsonText(fitted.document) : fitSummary(fitted, { report, out }));
  return 0;
}

/** Fits with a line of progress on standard error. */
export async function fitWithProgress(request: FitRequest, quiet: boolean) {
  const shown = new Map<string, ReturnType<typeof progressOn>>();
  const lineOf = (noun: string) => {
    const line = shown.get(noun) ?? progressOn(process.stderr, { quiet, noun });
    shown.set(noun, line);
    return line;
  };
  try {
    return await fitFile(request, { progress: (part, done, all) => lineOf(part).update(done, all) });
  } finally {
    for (const line of shown.values()) line.clear();
  }
}

/** The options as a request. @throws InputError naming the option */
export function fitRequest(file: string | undefined, options: FitOptions): FitRequest {
  const { law, form, bootstrap, starts } = options;
  if (file === undefined) throw invalid("FILE", "nothing", "a table of runs: CSV, TSV, JSONL or Parquet");
  if (law !== undefined && form !== undefined) throw invalid("--form", form, "either --law or --form, not both");
  if (law === undefined && form === undefined) {
    throw invalid("--law", "nothing", "the name of a law, as chinchilla; auto; or an expression with --form");
  }
  return {
    file,
    law: law ?? "custom",
    ...(form !== undefined && { form }),
    loss: lossOption(options),
    ...(options.columns !== undefined && { columns: options.columns }),
    ...(options.where !== undefined && { where: options.where }),
    ...(bootstrap !== undefined && { bootstrap: integerOption("--bootstrap", bootstrap, 0, 1_000_000) }),
    ...(options.by !== undefined && { by: options.by }),
    ...(options.weights !== undefined && { weights: options.weights }),
    profile: options.profile === true,
    seed: integerOption("--seed", options.seed, 0, Number.MAX_SAFE_INTEGER),
    ...(options.holdout !== undefined && { holdout: options.holdout }),
    ...(options.splitColumn !== undefined && { splitColumn: options.splitColumn }),
    ...(starts !== undefined && { starts: integerOption("--starts", starts, 0, 100_000) }),
    skipMissing: options.skipMissing === true,
  };
}
