import { mean, variance } from "../../../numerics/statistics/index.js";
import { undecided, type Verdict, verdict } from "../../../study/index.js";
import { type Measurement, scalarOf, valuesOf } from "../../measurement.js";
import { chinchillaConstants } from "../planted.js";
import { tableRuns } from "../table-runs.js";
import { judgeTable } from "./judge-table.js";
import type { Params } from "./study.js";

const HUBER = "Huber, δ = 0.001";
const truth = chinchillaConstants("besiroglu");

/** Verdicts on the claims of `claims.ts`. */
export function judge(rows: readonly Measurement[], params: Params): Verdict[] {
  const runs = tableRuns(rows);
  if (runs !== undefined) return judgeTable(rows, runs, params);
  return [
    judgeLeastSquares(rows, params),
    judgeExponent("alpha", 0.34),
    judgeExponent("beta", 0.28),
    judgeConstants(rows),
  ];
}

function judgeLeastSquares(rows: readonly Measurement[], { outliers, sizes }: Params): Verdict {
  const claim = "S1/example-1/least-squares";
  const squares = scalarOf(rows, "beta", "squares of L, with outliers");
  const robust = scalarOf(rows, "beta", `${HUBER}, with outliers`).value!;
  const clean = valuesOf(rows, "beta", "squares of L, clean");
  if (outliers === 0 || clean.length < 3) return undecided(claim, "needs outliers and at least 3 repetitions");
  const spread = Math.sqrt(variance(clean));
  const forecast = (series: string) => (100 * scalarOf(rows, "forecast_error", series).value!).toFixed(2);
  return verdict(claim, Math.abs(squares.value! - truth.beta) > 2 * spread ? "corrected" : "holds", {
    measured: squares,
    expected: truth.beta,
    tolerance: 2 * spread,
    note:
      `β by least squares of L with ${outliers} of ${9 * sizes} runs gone wrong; expected: planted; tolerance: twice its spread without them (${spread.toFixed(3)}). Huber's loss of ln L with δ = 10⁻³ gives ${robust.toFixed(3)}. ` +
      `Error of the loss forecast at 10²⁴ FLOP: ${forecast("squares of L, with outliers")} % against ${forecast(`${HUBER}, with outliers`)} %.`,
  });
}

/** Standard errors of the refit, by its own bootstrap of 4,000 resamples. Besiroglu et al. (2024). */
const PUBLISHED_ERRORS = { alpha: 0.0154, beta: 0.0206 } as const;

/**
 * A printed exponent against the published refit and its published error. Runs planted from that refit can say nothing of
 * it: they would give back what was planted; a person's table is measured in `judge-table.ts`.
 */
function judgeExponent(name: "alpha" | "beta", printed: number): Verdict {
  const stderr = PUBLISHED_ERRORS[name];
  const far = Math.abs(truth[name] - printed) / stderr;
  return verdict(`S1/§1.3/${name}`, far <= 4 ? "holds" : "fails", {
    expected: printed,
    tolerance: 4 * stderr,
    note:
      `By reading, not measured here: the refit of the published runs by Besiroglu et al. has ${truth[name]} with a standard error of ${stderr} by its own bootstrap, and the printed value is ${far.toFixed(1)} standard errors away; tolerance: four. ` +
      `${far <= 4 ? "" : "They find that Hoffmann's minimiser had stopped early. "}A table of runs given as data is measured instead.`,
  });
}

function judgeConstants(rows: readonly Measurement[]): Verdict {
  const claim = "S1/§1.3/fitted-constants";
  const huber = valuesOf(rows, "B", `${HUBER}, clean`);
  const absolute = valuesOf(rows, "B", "L1, clean");
  if (huber.length < 3) return undecided(claim, "needs at least 3 repetitions");
  const differences = huber.map((B, i) => Math.abs(Math.log(absolute[i]! / B)));
  const spread = Math.sqrt(variance(huber.map(Math.log)));
  return verdict(claim, mean(differences) > 1e-6 && spread > 0.05 ? "corrected" : "holds", {
    measured: mean(differences),
    expected: 0,
    tolerance: spread,
    note:
      "Mean |ln(B by L1 / B by Huber's loss)| on the same clean tables; tolerance: the spread of ln B over tables. A constant belongs to an objective and has an error: the published refit 482.01, 2085.43, 1.8172, 0.3478, 0.3658 " +
      "is the optimum of the L1 loss, that of Huber's with δ = 10⁻³ is 477.8, 2143.4, 1.8172, 0.3473, 0.3672. The difference is small beside the error of either.",
  });
}
