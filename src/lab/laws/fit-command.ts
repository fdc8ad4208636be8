import { commandOf } from "../command-line.js";
import type { FitRequest } from "./fit-request.js";

/** The seed unless `--seed` says else. */
export const DEFAULT_FIT_SEED = 1;
/** δ of the Huber loss unless `--delta` says else: that of Hoffmann et al. (2022). */
export const DEFAULT_DELTA = 1e-3;

/** Refits of resampled mixtures unless `isinglass mix --bootstrap` says else. */
export const DEFAULT_MIX_RESAMPLES = 200;

/** The command that repeats a fit. */
export function fitCommand(request: FitRequest): string {
  const { file, law, form, loss, bootstrap, seed, starts } = request;
  const option = (name: string, value: string | undefined) => (value === undefined ? [] : [name, value]);
  const delta = loss.kind === "huber" && loss.delta !== DEFAULT_DELTA ? String(loss.delta) : undefined;
  return commandOf([
    ...["isinglass", "fit", file],
    ...(form === undefined ? ["--law", law] : ["--form", form]),
    ...option("--loss", loss.kind),
    ...option("--delta", delta),
    ...option("--columns", request.columns),
    ...option("--where", request.where),
    ...option("--by", request.by),
    ...option("--weights", request.weights),
    ...option("--holdout", request.holdout),
    ...option("--split-column", request.splitColumn),
    ...option("--bootstrap", bootstrap === undefined ? undefined : String(bootstrap)),
    ...option("--starts", starts === undefined ? undefined : String(starts)),
    ...option("--seed", seed === DEFAULT_FIT_SEED ? undefined : String(seed)),
    ...(request.profile ? ["--profile"] : []),
    ...(request.skipMissing ? ["--skip-missing"] : []),
  ]);
}
