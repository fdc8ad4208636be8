import { type MixRequest, mixFile, type Supply } from "../../lab/laws/index.js";
import { lossOption, namesOption, numbersOption, positiveOption } from "../../lab/option-values.js";
import { renderMixReport } from "../../lab/report/index.js";
import { invalid } from "../../numerics/errors.js";
import { mixSummary } from "../mix-summary.js";
import { answerRefitted, type RefittedOptions, refittedRequest } from "./refitted.js";

/** The options of `isinglass mix`, as typed. */
export interface MixOptions extends RefittedOptions {
  readonly proportions?: string;
  readonly losses?: string;
  readonly weights?: string;
  readonly lower?: string;
  readonly upper?: string;
  readonly available?: string;
  readonly tokens?: string;
  readonly maxEpochs?: string;
  readonly loss: string;
  readonly delta: string;
}

/** `isinglass mix FILE`: the best mixture of domains. @returns the exit code @throws InputError */
export async function mix(file: string | undefined, options: MixOptions): Promise<number> {
  const request = mixRequest(file, options);
  return answerRefitted(options, {
    find: (progress) => mixFile(request, progress),
    reportOf: renderMixReport,
    summaryOf: mixSummary,
  });
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
    ...supplyOf(options),
    loss: lossOption(options),
    ...refittedRequest(options),
  };
}

/** Passes up to which repeated tokens are worth nearly as much as new ones: Muennighoff et al. (2023), arXiv 2305.16264. */
const MOST_EPOCHS = "4";

/** How many tokens there are, where that is told. */
function supplyOf({ available, tokens, maxEpochs }: MixOptions): { supply?: Supply } {
  if (available === undefined) {
    const [name, text] = tokens === undefined ? ["--max-epochs", maxEpochs] : ["--tokens", tokens];
    if (text === undefined) return {};
    throw invalid(name, text, "--available beside it, as --available p_code=2e10");
  }
  if (tokens === undefined) throw invalid("--tokens", "nothing", "the tokens to train on, as 1e11, beside --available");
  const amounts = numbersOption("--available", available);
  for (const [name, amount] of Object.entries(amounts)) positiveOption(`${name} of --available`, String(amount));
  return {
    supply: {
      available: amounts,
      tokens: positiveOption("--tokens", tokens),
      epochs: positiveOption("--max-epochs", maxEpochs ?? MOST_EPOCHS),
    },
  };
}
