import { jsonText, writeOutput } from "../../lab/index.js";
import { integerOption } from "../../lab/option-values.js";
import { progressOn } from "../progress.js";
import { print } from "../terminal.js";

/** The options, as typed, of commands that fit a table of runs and refit resampled ones. */
export interface RefittedOptions {
  readonly where?: string;
  readonly bootstrap: string;
  readonly seed: string;
  readonly skipMissing?: boolean;
  readonly report?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** What these options ask for: which rows, and how many refits by which numbers. @throws InputError */
export function refittedRequest({ where, bootstrap, seed, skipMissing }: RefittedOptions) {
  return {
    ...(where !== undefined && { where }),
    bootstrap: integerOption("--bootstrap", bootstrap, 0, 1_000_000),
    seed: integerOption("--seed", seed, 0, Number.MAX_SAFE_INTEGER),
    skipMissing: skipMissing === true,
  };
}

/** How one of these commands finds its answer, and tells it on a page of its own and in the terminal. */
export interface RefittedWork<Found extends { readonly document: unknown }> {
  find(progress: (done: number, all: number) => void): Promise<Found>;
  reportOf(found: Found): Promise<string>;
  summaryOf(document: Found["document"], report: string | undefined): string;
}

/** Finds the answer with a line of progress on standard error; writes its report and prints it. @returns the exit code */
export async function answerRefitted<Found extends { readonly document: unknown }>(
  { report, json, quiet }: RefittedOptions,
  { find, reportOf, summaryOf }: RefittedWork<Found>,
): Promise<number> {
  const progress = progressOn(process.stderr, { quiet: quiet === true, noun: "refits" });
  try {
    const found = await find(progress.update);
    progress.clear();
    if (report !== undefined) await writeOutput(report, await reportOf(found));
    print(json ? jsonText(found.document) : summaryOf(found.document, report));
  } finally {
    progress.clear();
  }
  return 0;
}
