import { allocateChinchilla, allocationExponents } from "../../../laws/plan/allocation.js";
import type { Verdict } from "../../../study/index.js";
import { compare } from "../../judging.js";
import { type Measurement, pointsOf, scalarOf } from "../../measurement.js";
import { chinchillaConstants } from "../planted.js";
import { tableRuns } from "../table-runs.js";
import { GOPHER } from "./approaches.js";
import { judgeRules } from "./judge-rules.js";
import { judgeSurvey } from "./judge-survey.js";
import { judgeTable } from "./judge-table.js";
import type { Params } from "./study.js";

/** Verdicts on the claims of `claims.ts`: from planted runs here, from a table in `judge-table.ts`, by closed forms and counting in `judge-rules.ts`. */
export function judge(rows: readonly Measurement[], params: Params): Verdict[] {
  const measured = tableRuns(rows) === undefined ? judgePlanted(rows, params) : judgeTable(rows, params);
  return [...measured, ...judgeRules(), ...judgeSurvey()];
}

function judgePlanted(rows: readonly Measurement[], params: Params): Verdict[] {
  return [judgeForecast(rows), judgeEqualProportion(rows), judgeConstants(rows), judgeTwenty(rows, params)];
}

function judgeForecast(rows: readonly Measurement[]): Verdict {
  return compare("S1/§1.1/small-predicts-large", {
    measured: scalarOf(rows, "forecast_error", "besiroglu"),
    expected: 0,
    tolerance: 0.01,
    note:
      "Relative error of the loss forecast at 5.76·10²³ FLOP, 190 times the dearest planted run, by approach 3. It holds while the law does: " +
      "the runs are of one law at all sizes.",
  });
}

function judgeEqualProportion(rows: readonly Measurement[]): Verdict {
  const [first, second] = ["1: envelope", "2: parabolas"].map((approach) =>
    scalarOf(rows, "exponent", `besiroglu, ${approach}`),
  );
  return compare("S1/§1.3/equal-proportion", {
    measured: scalarOf(rows, "exponent", "besiroglu, 3: parametric fit"),
    expected: 0.5,
    tolerance: 0.05,
    note:
      "Exponent of N* by approach 3 on runs planted from the refit of Besiroglu et al., whose own is β/(α+β) = " +
      `${allocationExponents(chinchillaConstants("besiroglu")).a.toFixed(3)} (± 0.020 from their bootstrap). Approach 1: ${first!.value!.toFixed(3)}, approach 2: ${second!.value!.toFixed(3)}. ` +
      "Hoffmann et al. found 0.50, 0.49 and 0.46.",
  });
}

function judgeConstants(rows: readonly Measurement[]): Verdict {
  const [first, third] = ["1: envelope", "3: parametric fit"].map((approach) =>
    scalarOf(rows, "exponent", `hoffmann-rounded, ${approach}`).value!.toFixed(3),
  );
  return compare("S1/§1.3/constants-and-exponent", {
    measured: scalarOf(rows, "exponent", "hoffmann-rounded, 2: parabolas"),
    expected: 0.5,
    tolerance: 0.02,
    note:
      "Exponent of N* by approach 2 on runs planted from α = 0.34, β = 0.28 (with the paper's A, B, E), where β/(α+β) = 0.452. " +
      `Approach 1 gives ${first}, approach 3 ${third}: no approach makes 0.50 of those constants. 0.50 is approach 1's result, the constants are approach 3's. ` +
      "The refit, α = 0.348 and β = 0.366, goes with 0.51.",
  });
}

function judgeTwenty(rows: readonly Measurement[], { resamples }: Params): Verdict {
  const ends = pointsOf(rows, "ratio").filter(({ x }) => x === GOPHER);
  const [low, high] = ["low", "high"].map((end) => Number(ends.find(({ series }) => series === end)?.value).toFixed(1));
  const { N, D, tokensPerParameter } = allocateChinchilla(chinchillaConstants("besiroglu"), GOPHER);
  const measured = scalarOf(rows, "tokens_per_parameter", "besiroglu");
  return compare("S1/§1.3/twenty", {
    measured: { value: 1 / tokensPerParameter, stderr: null, n: 1 },
    expected: 20,
    tolerance: 10,
    differ: "corrected",
    note:
      `N/D at 5.76·10²³ FLOP by the refit of Besiroglu et al. (N* = ${N.toExponential(2)}, D* = ${D.toExponential(2)}). The rule is reversed: D ≈ 20 N, and 20 is an interval. ` +
      `Refits of ${resamples} resamples of one planted table of 81 runs put D/N within [${low}, ${high}] (95 %), over tables ${measured.value!.toFixed(1)} ± ${measured.stderr?.toFixed(1) ?? "?"}; its truth is ${tokensPerParameter.toFixed(1)}.`,
  });
}
