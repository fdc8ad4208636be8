import { allocateChinchilla } from "../../../laws/plan/allocation.js";
import { allocateEpochs, dataConstrainedLoss } from "../../../laws/plan/epochs.js";
import { mean, variance } from "../../../numerics/statistics/index.js";
import { undecided, type Verdict } from "../../../study/index.js";
import { compare } from "../../judging.js";
import { type Measurement, scalarOf, valuesOf } from "../../measurement.js";
import { tableRuns } from "../table-runs.js";
import { HELD, lawWith, worth } from "./experiment.js";
import type { Params } from "./study.js";

/** Verdicts on the claims of `claims.ts`. */
export function judge(rows: readonly Measurement[], params: Params): Verdict[] {
  const prediction = tableRuns(rows) === undefined ? judgePrediction(rows, params) : judgeTable(rows);
  return [judgeMoreData(params), judgePowerLaw(), prediction];
}

/** The plan of unlimited data, carried out on U unique tokens. */
function judgeMoreData({ compute, unique }: Params): Verdict {
  const law = lawWith();
  const plan = allocateChinchilla(law, compute);
  const repeated = dataConstrainedLoss(law, plan.N, plan.D, unique);
  const best = allocateEpochs(law, compute, unique);
  const fresh = `${(plan.D / unique).toFixed(1)} epochs`;
  return compare("S1/§1.3/smaller-model-more-data", {
    measured: repeated - plan.loss,
    expected: 0,
    tolerance: 0.005,
    differ: "corrected",
    note:
      `Loss, above what L(N, D) promises, of the plan that L(N, D) finds best for ${compute.toExponential(0)} FLOP, run on only ${unique.toExponential(1)} unique tokens (${fresh}), by the law of Muennighoff et al. ` +
      `It holds while fresh data last, and nearly so up to four epochs. The best plan then is ${best.epochs.toFixed(1)} epochs of a model ${(best.N / plan.N).toFixed(2)} times the size, ${(best.loss - plan.loss).toFixed(4)} nats above.`,
  });
}

/** Local exponent of the data's term in tokens seen, at 100 epochs over at the first. */
function judgePowerLaw(): Verdict {
  const law = lawWith();
  const unique = 1e9;
  const N = 1e7;
  const dataTerm = (D: number) => dataConstrainedLoss(law, N, D, unique) - law.E - law.A * N ** -law.alpha;
  const exponent = (D: number) => -Math.log(dataTerm(1.01 * D) / dataTerm(D / 1.01)) / (2 * Math.log(1.01));
  return compare("S0/§2.1.1/data-power-law", {
    measured: exponent(100 * unique) / exponent(unique / 2),
    expected: 1,
    tolerance: 0.05,
    differ: "corrected",
    note:
      "Local exponent of the data's term at 100 epochs over that of fresh data, by the law of Muennighoff et al.: the power law is one in unique tokens; in tokens seen it ends in a floor " +
      `of B/(U(1 + R_D))^β, as if ${(1 + law.repeatTokens).toFixed(0)} epochs of fresh data had been seen.`,
  });
}

/** Relative error below which what tokens are worth is taken as predicted. */
const KNOWN = 0.1;

/** Why repeats bound the claim and do not decide it. */
const ABOUT_FRESH =
  "the source speaks of scale, not of repeats, and the loss of fresh data is forecast well while the law holds (S1 §1.1, the same claim).";

function onForty(error: number): string {
  return error > KNOWN ? "Four epochs can be predicted; forty cannot." : "Forty epochs can be predicted as well.";
}

function judgePrediction(rows: readonly Measurement[], { noise }: Params): Verdict {
  const claim = "S0/§2.1.1/predicts-large-scale";
  const [few, many] = ["4 epochs", "40 epochs"].map((series) => valuesOf(rows, "worth", series)) as [
    number[],
    number[],
  ];
  if (few.length < 3) return undecided(claim, "needs at least 3 repetitions");
  const spread = (values: number[]) => Math.sqrt(variance(values)) / mean(values);
  const open = scalarOf(rows, "open_above").value!;
  const range = valuesOf(rows, "R_D");
  return compare(claim, {
    measured: spread(few),
    expected: 0,
    tolerance: KNOWN,
    note:
      `Relative spread over planted tables (noise ${noise} of ln L) of what tokens are worth at 4 epochs: ${ABOUT_FRESH} At 40 epochs it is ${spread(many).toFixed(2)}: the objective is nearly flat in R_D: fits give ${Math.min(...range).toFixed(1)} to ${Math.max(...range).toFixed(1)} where 15.4 was planted, ` +
      `and in ${(100 * open).toFixed(0)} % of the tables the 95 % profile interval has no upper end. ${onForty(spread(many))}`,
  });
}

/** On a person's table: what the profile interval of R_D leaves open, as the spread that planted tables would have. */
function judgeTable(rows: readonly Measurement[]): Verdict {
  const claim = "S0/§2.1.1/predicts-large-scale";
  const [low, high] = [scalarOf(rows, "R_D_low").value ?? 0, scalarOf(rows, "R_D_high").value];
  const R_D = scalarOf(rows, "R_D").value!;
  const [few, many] = [4, 40].map(
    (epochs) => (worth(epochs, high) - worth(epochs, low)) / (2 * 1.96 * worth(epochs, R_D)),
  ) as [number, number];
  const rises = HELD.map((value) => {
    const rise = 100 * scalarOf(rows, "rise", `R_D = ${value.toFixed(1)}`).value!;
    return `${rise.toFixed(2)} % at ${value.toFixed(1)}`;
  });
  return compare(claim, {
    measured: few,
    expected: 0,
    tolerance: KNOWN,
    note:
      `Relative error of what tokens are worth at 4 epochs, from the 95 % profile interval of R_D on the ${tableRuns(rows)} runs of the table: ${ABOUT_FRESH} At 40 epochs it is ${many.toFixed(2)}. ${onForty(many)} R_D = ${R_D.toFixed(1)}, R_N = ${scalarOf(rows, "R_N").value!.toFixed(1)}, ` +
      `R_D in [${low.toFixed(1)}, ${high === null ? "∞)" : `${high.toFixed(1)}]`}. ` +
      `If R_D is held, the least objective rises by ${rises.join(", ")}.`,
  });
}
