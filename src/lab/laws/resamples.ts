import type { Fit } from "../../laws/fit/index.js";
import type { FitDocument } from "../law-documents.js";
import type { FitRequest } from "./fit-request.js";

/** Something to know of a fit: of the law's own, or of how its intervals were made. */
export type FitWarning = FitDocument["warnings"][number];

/** Refits unless a request says how many. */
export const DEFAULT_RESAMPLES = 1000;
/** Refits of a law that is slow to fit: the fewest whose 2.5 % and 97.5 % quantiles are not among the last few draws. */
const FEWEST_RESAMPLES = 200;
/** Runs times parameters beyond which refits would take minutes, and are made only where they are asked for. */
const LONGEST_RESAMPLED = 100_000;
/**
 * Refits times the work of the fit (its evaluations times runs times parameters) that are made unasked: some tens of
 * seconds. Work is counted and not timed, so that the same table gives the same draws on every machine.
 */
const MOST_WORK = 1e9;

/** How many refits to make, with what a reader of their intervals has to know. */
export function resamplesOf(
  { n, theta, diagnostics }: Pick<Fit, "n" | "theta" | "diagnostics">,
  { bootstrap: asked, law, form }: Pick<FitRequest, "bootstrap" | "law" | "form">,
): { readonly resamples: number; readonly warnings: readonly FitWarning[] } {
  const cells = n * theta.length;
  const chosen = law === "auto" && form === undefined ? [CHOICE_NOT_RESAMPLED] : [];
  if (asked !== undefined) return { resamples: asked, warnings: asked > 0 ? chosen : [] };
  if (cells > LONGEST_RESAMPLED) return { resamples: 0, warnings: [skipped(n)] };
  const hundreds = Math.floor(MOST_WORK / (diagnostics.evaluations * cells) / 100);
  const resamples = Math.min(DEFAULT_RESAMPLES, Math.max(FEWEST_RESAMPLES, 100 * hundreds));
  return { resamples, warnings: [...chosen, ...(resamples < DEFAULT_RESAMPLES ? [fewer(resamples)] : [])] };
}

const CHOICE_NOT_RESAMPLED = {
  code: "choice-not-resampled",
  message:
    "choice not resampled: refits are of the chosen law only, so that the intervals leave out that other runs might have chosen another law",
};

function skipped(n: number): FitWarning {
  return {
    code: "bootstrap-skipped",
    message: `bootstrap skipped: ${n.toLocaleString("en")} runs would take minutes, so that the intervals are asymptotic; --bootstrap ${DEFAULT_RESAMPLES} resamples all the same`,
  };
}

function fewer(resamples: number): FitWarning {
  return {
    code: "fewer-resamples",
    message: `fewer resamples: ${resamples} in place of ${DEFAULT_RESAMPLES}, since this law is slow to fit, so that the ends of intervals are rougher; --bootstrap ${DEFAULT_RESAMPLES} makes them all`,
  };
}
