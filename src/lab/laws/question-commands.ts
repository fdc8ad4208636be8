import { commandOf } from "../shell-words.js";
import { DEFAULT_DELTA, DEFAULT_FIT_SEED, DEFAULT_MIX_RESAMPLES } from "./fit-defaults.js";
import type { ForecastRequest } from "./forecast-request.js";
import type { MixRequest } from "./mix-file.js";

/** Refits of resampled models unless `isinglass forecast --bootstrap` says else. */
export const DEFAULT_FORECAST_RESAMPLES = 1000;

/** The command that repeats a mixture. */
export function mixCommand(request: MixRequest): string {
  const { file, proportions, losses, weights, lower, upper, supply, where, loss, bootstrap, seed } = request;
  return commandOf([
    ...["isinglass", "mix", file],
    ...option("--proportions", proportions?.join(",")),
    ...option("--losses", losses?.join(",")),
    ...option("--weights", assignments(weights)),
    ...option("--lower", assignments(lower)),
    ...option("--upper", assignments(upper)),
    ...(supply
      ? [
          ...option("--available", assignments(supply.available)),
          ...["--tokens", String(supply.tokens), "--max-epochs", String(supply.epochs)],
        ]
      : []),
    ...option("--where", where),
    ...option("--loss", loss.kind === "huber" ? undefined : loss.kind),
    ...option("--delta", loss.kind === "huber" && loss.delta !== DEFAULT_DELTA ? loss.delta : undefined),
    ...option("--bootstrap", bootstrap === DEFAULT_MIX_RESAMPLES ? undefined : bootstrap),
    ...common(seed, request.skipMissing),
  ]);
}

/** The command that repeats a forecast. */
export function forecastCommand(request: ForecastRequest): string {
  const { file, metric, from, columns, trials, length, chance, at, where, bootstrap, seed } = request;
  return commandOf([
    ...["isinglass", "forecast", file],
    ...option("--metric", metric),
    ...option("--from", from),
    ...option("--columns", columns),
    ...option("--trials", trials),
    ...option("--length", length),
    ...option("--chance", chance === 0 ? undefined : chance),
    ...option("--at", at.length === 0 ? undefined : at.join(",")),
    ...option("--where", where),
    ...option("--bootstrap", bootstrap === DEFAULT_FORECAST_RESAMPLES ? undefined : bootstrap),
    ...common(seed, request.skipMissing),
  ]);
}

function option(name: string, value: string | number | undefined): string[] {
  return value === undefined ? [] : [name, String(value)];
}

/** `a=1,b=2`; undefined for none. */
function assignments(values: Readonly<Record<string, number>>): string | undefined {
  const all = Object.entries(values).map(([name, value]) => `${name}=${value}`);
  return all.length === 0 ? undefined : all.join(",");
}

function common(seed: number, skipMissing: boolean): string[] {
  return [
    ...option("--seed", seed === DEFAULT_FIT_SEED ? undefined : seed),
    ...(skipMissing ? ["--skip-missing"] : []),
  ];
}
