import { type ForecastRequest, forecastFile } from "../../lab/laws/index.js";
import { numberOption, positiveOption } from "../../lab/option-values.js";
import { renderForecastReport } from "../../lab/report/index.js";
import { invalid } from "../../numerics/errors.js";
import { forecastSummary } from "../forecast-summary.js";
import { answerRefitted, type RefittedOptions, refittedRequest } from "./refitted.js";

/** The options of `isinglass forecast`, as typed. */
export interface ForecastOptions extends RefittedOptions {
  readonly metric?: string;
  readonly from?: string;
  readonly columns?: string;
  readonly trials?: string;
  readonly length?: string;
  readonly chance: string;
  readonly at?: string;
}

/** `isinglass forecast FILE`: a benchmark's metric at other scales or losses. @returns the exit code @throws InputError */
export async function forecast(file: string | undefined, options: ForecastOptions): Promise<number> {
  const request = forecastRequest(file, options);
  return answerRefitted(options, {
    find: (progress) => forecastFile(request, progress),
    reportOf: renderForecastReport,
    summaryOf: forecastSummary,
  });
}

function forecastRequest(file: string | undefined, options: ForecastOptions): ForecastRequest {
  const { metric, from, columns, trials, length, chance, at } = options;
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
    ...refittedRequest(options),
  };
}
