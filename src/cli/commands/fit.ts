import { jsonText, writeOutput } from "../../lab/index.js";
import { type FitOptions, fitRequest } from "../../lab/laws/fit-options.js";
import { type FitRequest, fitFile } from "../../lab/laws/index.js";
import { renderFitReport } from "../../lab/report/index.js";
import { fitSummary } from "../fit-summary.js";
import { progressOn } from "../progress.js";
import { print } from "../terminal.js";

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
