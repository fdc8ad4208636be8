import { commandOf } from "../shell-words.js";
import { DEFAULT_DELTA, DEFAULT_FIT_SEED } from "./fit-defaults.js";
import type { FitRequest } from "./fit-request.js";

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
