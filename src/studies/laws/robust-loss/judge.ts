import { mean, variance } from "../../../numerics/statistics/index.js";
import { undecided, type Verdict, verdict } from "../../../study/index.js";
import { type Measurement, scalarOf, valuesOf } from "../measurement.js";
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
    judgeExponent(rows, "alpha", 0.34, params),
    judgeExponent(rows, "beta", 0.28, params),
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

/** Whether runs of the refit's law could have given a printed exponent: within four standard deviations over tables. */
function judgeExponent(
  rows: readonly Measurement[],
  name: "alpha" | "beta",
  printed: number,
  { noise }: Params,
): Verdict {
  const claim = `S1/§1.3/${name}`;
  const values = valuesOf(rows, name, `${HUBER}, clean`);
  if (values.length < 3) return undecided(claim, "needs at least 3 repetitions");
  const spread = Math.sqrt(variance(values));
  const far = Math.abs(mean(values) - printed) / spread;
  return verdict(claim, far <= 4 ? "holds" : "fails", {
    measured: scalarOf(rows, name, `${HUBER}, clean`),
    expected: printed,
    tolerance: 4 * spread,
    note:
      `Fitted to runs planted from the refit of Besiroglu et al. (${truth[name]}) with noise ${noise}; tolerance: four standard deviations over tables. The printed value is ${far.toFixed(1)} of them away` +
      (far <= 4
        ? "."
        : ": such runs do not give it. By the standard error of their refit of the published runs, 0.0206, it is 4.2 away; they find that Hoffmann's minimiser had stopped early."),
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
