import { invalid } from "../../numerics/errors.js";
import { integerOption, lossOption } from "../option-values.js";
import type { FitRequest } from "./fit-request.js";

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
