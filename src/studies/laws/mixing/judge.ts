import { bivariateLosses } from "../../../laws/mixture/index.js";
import { undecided, type Verdict, verdict } from "../../../study/index.js";
import { compare } from "../../judging.js";
import { largestOf, type Measurement, scalarOf, valuesOf } from "../../measurement.js";
import type { Params } from "./study.js";

/** Verdicts on the claims of `claims.ts`. */
export function judge(rows: readonly Measurement[], params: Params): Verdict[] {
  return [
    judgePowerLaw(),
    judgePredictions(rows, params),
    judgeCoefficients(rows),
    judgeHeuristics(rows),
    judgeBivariate(),
  ];
}

/** Local exponent d ln(L − c)/d ln r of the printed formula, at 0.9 over at 0.1: 1 for a power law. */
function judgePowerLaw(): Verdict {
  const excess = (r: number) => 0.8 * Math.exp(-2 * r);
  const exponent = (r: number) => Math.log(excess(1.001 * r) / excess(r / 1.001)) / (2 * Math.log(1.001));
  return compare("S0/§2.1.2/power-law", {
    measured: exponent(0.9) / exponent(0.1),
    expected: 1,
    tolerance: 0.01,
    differ: "corrected",
    note:
      "Local exponent of L − c at r = 0.9 over that at r = 0.1, by the printed formula (k = 0.8, t = −2): it grows in proportion to r, as the law is exponential in the proportion. " +
      "A power law would diverge at r = 0; this one is c + k there.",
  });
}

function judgePredictions(rows: readonly Measurement[], { runs, noise, unseen }: Params): Verdict {
  const error = scalarOf(rows, "error");
  const spread = scalarOf(rows, "spread").value!;
  return verdict("S0/§2.1.2/predicts", error.value! + 4 * (error.stderr ?? 0) < spread / 4 ? "holds" : "fails", {
    measured: error,
    expected: 0,
    tolerance: spread / 4,
    note:
      `Mean absolute error of the total loss on ${unseen} unseen mixtures, fitted to ${runs} runs with noise ${noise} of ln L planted from the law; mixtures differ by ${spread.toFixed(3)} (standard deviation). ` +
      "The regret of the mixture found is " +
      `${scalarOf(rows, "regret").value!.toFixed(4)}, that of equal shares ${scalarOf(rows, "regret_of_equal_shares").value!.toFixed(4)} nats.`,
  });
}

function judgeCoefficients(rows: readonly Measurement[]): Verdict {
  const warned = scalarOf(rows, "warned").value!;
  return compare("S0/§2.1.2/coefficients", {
    measured: largestOf(rows, "change_by_shift"),
    expected: 0,
    tolerance: 1e-12,
    agree: "corrected",
    differ: "holds",
    note:
      "Largest relative change of any run's loss when 5 is added to every t_ij of a domain and k_i divided by e⁵: none, as proportions sum to 1. " +
      `Only t_ij − mean_j t_ij and ln k_i + mean_j t_ij belong to the data; a fit of the printed form says “not identifiable” in ${(100 * warned).toFixed(0)} % of the tables.`,
  });
}

function judgeHeuristics(rows: readonly Measurement[]): Verdict {
  const claim = "S0/§2.1.2/heuristics";
  const gap = largestOf(rows, "gap");
  if (gap === null) return undecided(claim, "the distance from the least loss of some fit is no number");
  const lead = Math.min(...valuesOf(rows, "search_above_optimum"));
  return verdict(claim, gap < 1e-6 && lead > -gap ? "corrected" : "undecided", {
    measured: gap,
    expected: 0,
    tolerance: 1e-6,
    note:
      "Certified distance from the least total loss of the fitted law: a sum of exponentials of linear forms is convex in the proportions if all s_i k_i ≥ 0, so that Newton's method finds the best mixture and proves it. " +
      `5000 random mixtures stay at least ${lead.toExponential(1)} nats above it.`,
  });
}

function judgeBivariate(): Verdict {
  const law = { A: 10, alpha: 0.3, C: 2, B: 1, beta: 0.07 };
  const shares = Float64Array.of(1e-3);
  const other = { ...law, A: law.A / 3, C: law.C / 3, B: 3 };
  const change = Math.abs(bivariateLosses([other], 1e4, shares)[0]! / bivariateLosses([law], 1e4, shares)[0]! - 1);
  const atOne = bivariateLosses([law], 1e4, Float64Array.of(1))[0]!;
  const guessing = Math.log(50_000);
  return verdict("S0/§2.1.2/bivariate", change < 1e-12 ? "corrected" : "undecided", {
    measured: (atOne / guessing) ** (1 / law.beta),
    expected: 0,
    note:
      `Proportion below which the law (with A = 10, α = 0.3, C = 2, B = 1, β = 0.07, s = 10⁴) exceeds the loss of guessing among 50,000 tokens: it holds for r > 0 only, and has no value for a domain that is left out. ` +
      `Of A, B, C only the products AB and CB are determined: dividing A and C by 3 and multiplying B by 3 changes no loss.`,
  });
}
