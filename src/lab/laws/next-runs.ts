import { allocate, nextRuns } from "../../laws/plan/index.js";
import { InputError } from "../../numerics/errors.js";
import type { FitDocument, PlanDocument } from "../law-documents.js";
import { covarianceOf, thetaOf } from "./fit-document.js";
import type { PlanningLaw } from "./planning-law.js";

/** The most that a run to learn from may cost, as a part of the budget that is planned. */
const MOST_PRICE = 0.01;
/** Tokens for a parameter among which runs are looked for. */
const RATIOS = [2, 5, 10, 20, 40, 80, 160];
/** Sizes among which runs are looked for. */
const SIZES = 25;
/** Runs that are named. */
const NAMED = 5;

/**
 * Runs that would shrink the uncertainty of the plan's tokens per parameter most for their compute, up to a hundredth of
 * the budget, none smaller than the smallest run so far.
 * @throws InputError for a fit without a covariance
 */
export function nextRunsFrom(document: FitDocument, law: PlanningLaw, compute: number): PlanDocument["nextRuns"] {
  const covariance = covarianceOf(document);
  const { noise } = document.intervals;
  if (!covariance || !noise)
    throw new InputError("invalid --next-run: the runs do not determine this law; expected a fit with standard errors");
  const { least, low } = smallestRun(document);
  const dearest = MOST_PRICE * compute;
  const high = Math.sqrt(dearest / 6 / RATIOS[0]!);
  const sizes = Array.from({ length: SIZES }, (_, i) => low * (high / low) ** (i / (SIZES - 1)));
  const candidates = sizes
    .flatMap((N) => RATIOS.map((ratio) => ({ N, D: ratio * N, price: 6 * ratio * N * N })))
    .filter(({ price }) => price >= least && price <= dearest);
  const { standardError, runs } = nextRuns({
    scales: law.form.parameters.map(({ scale }) => scale),
    ...{ theta: thetaOf(document), covariance, noise, candidates },
    predict: (theta, N, D) => law.surfaceAt(theta)(N, D),
    target: (theta) => Math.log(allocate(law.surfaceAt(theta), compute).tokensPerParameter),
  });
  return {
    standardError,
    runs: runs.slice(0, NAMED).map(({ N, D, price, standardError: after, reduction }) => ({
      N,
      D,
      compute: price,
      standardError: after,
      reduction,
    })),
  };
}

/** The least compute of a run so far, FLOP, and the smallest size that the ranges of the law's variables allow. */
function smallestRun({ form, data }: FitDocument): { readonly least: number; readonly low: number } {
  const range = (symbol: string) => form.variables.find(({ name }) => name === symbol)?.range;
  const [N, D, C, M] = ["N", "D", "C", "M"].map(range);
  const low = N?.[0] ?? (D && M ? D[0] / M[1] : C && M ? Math.sqrt(C[0] / 6 / M[1]) : C![0] / 6 / D![1]);
  const least = data.compute?.[0] ?? C?.[0] ?? 6 * low * (D ? D[0] : low * M![0]);
  return { least, low };
}
