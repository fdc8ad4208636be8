import { jsonText } from "../../lab/index.js";
import { type MixRequest, mixFile } from "../../lab/laws/index.js";
import { invalid } from "../../numerics/errors.js";
import { mixSummary } from "../mix-summary.js";
import { integerOption, lossOption, namesOption, numbersOption } from "../options.js";
import { progressOn } from "../progress.js";
import { print } from "../terminal.js";

/** The options of `isinglass mix`, as typed. */
export interface MixOptions {
  readonly proportions?: string;
  readonly losses?: string;
  readonly weights?: string;
  readonly lower?: string;
  readonly upper?: string;
  readonly where?: string;
  readonly loss: string;
  readonly delta: string;
  readonly bootstrap: string;
  readonly seed: string;
  readonly skipMissing?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** `isinglass mix FILE`: the best mixture of domains. @returns the exit code @throws InputError */
export async function mix(file: string | undefined, options: MixOptions): Promise<number> {
  const request = mixRequest(file, options);
  const progress = progressOn(process.stderr, { quiet: options.quiet === true, noun: "refits" });
  try {
    const document = await mixFile(request, progress.update);
    progress.clear();
    print(options.json ? jsonText(document) : mixSummary(document));
  } finally {
    progress.clear();
  }
  return 0;
}

function mixRequest(file: string | undefined, options: MixOptions): MixRequest {
  if (file === undefined) throw invalid("FILE", "nothing", "a table of mixtures: proportions of domains, and losses");
  const numbers = (name: string, text: string | undefined) => (text === undefined ? {} : numbersOption(name, text));
  return {
    file,
    ...(options.proportions !== undefined && { proportions: namesOption("--proportions", options.proportions) }),
    ...(options.losses !== undefined && { losses: namesOption("--losses", options.losses) }),
    weights: numbers("--weights", options.weights),
    lower: numbers("--lower", options.lower),
    upper: numbers("--upper", options.upper),
    ...(options.where !== undefined && { where: options.where }),
    loss: lossOption(options),
    bootstrap: integerOption("--bootstrap", options.bootstrap, 0, 1_000_000),
    seed: integerOption("--seed", options.seed, 0, Number.MAX_SAFE_INTEGER),
    skipMissing: options.skipMissing === true,
  };
}
