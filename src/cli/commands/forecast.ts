import { jsonText, writeOutput } from "../../lab/index.js";
import { type ForecastRequest, forecastFile } from "../../lab/laws/index.js";
import { integerOption, numberOption, positiveOption } from "../../lab/option-values.js";
import { renderForecastReport } from "../../lab/report/index.js";
import { invalid } from "../../numerics/errors.js";
import { forecastSummary } from "../forecast-summary.js";
import { progressOn } from "../progress.js";
import { print } from "../terminal.js";

/** The options of `isinglass forecast`, as typed. */
export interface ForecastOptions {
  readonly metric?: string;
  readonly from?: string;
  readonly columns?: string;
  readonly trials?: string;
  readonly length?: string;
  readonly chance: string;
  readonly at?: string;
  readonly where?: string;
  readonly bootstrap: string;
  readonly seed: string;
  readonly skipMissing?: boolean;
  readonly report?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** `isinglass forecast FILE`: a benchmark's metric at other scales or losses. @returns the exit code @throws InputError */
export async function forecast(file: string | undefined, options: ForecastOptions): Promise<number> {
  const request = forecastRequest(file, options);
  const progress = progressOn(process.stderr, { quiet: options.quiet === true, noun: "refits" });
  try {
    const found = await forecastFile(request, progress.update);
    progress.clear();
    if (options.report !== undefined) await writeOutput(options.report, await renderForecastReport(found));
    print(options.json ? jsonText(found.document) : forecastSummary(found.document, options.report));
  } finally {
    progress.clear();
  }
  return 0;
}

function forecastRequest(file: string | undefined, options: ForecastOptions): ForecastRequest {
  const { metric, from, columns, trials, length, chance, at, where } = options;
  if (file === undefined) throw invalid("FILE", "nothing", "a table of models with a benchmark's metric");
  const share = numberOption("--chance", chance);
  if (!(share >= 0 && share < 1)) throw invalid("--chance", chance, "a number from 0 and below 1");
  return {
    file,
    ...(metric !== undefined && { metric }),
    ...(from !== undefined && { from }),
    ...(columns !== undefined && { columns }),
    ...(trials !== undefined && { trials: positiveOption("--trials", trials) }),
    ...(length !== undefined && { length: positiveOption("--length", length) }),
    chance: share,
    at: at === undefined ? [] : at.split(",").map((point) => positiveOption("--at", point)),
    ...(where !== undefined && { where }),
    bootstrap: integerOption("--bootstrap", options.bootstrap, 0, 1_000_000),
    seed: integerOption("--seed", options.seed, 0, Number.MAX_SAFE_INTEGER),
    skipMissing: options.skipMissing === true,
  };
}
