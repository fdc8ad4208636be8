import { allocationExponents } from "../../../laws/plan/allocation.js";
import { undecided, type Verdict } from "../../../study/index.js";
import { compare } from "../../judging.js";
import { type Measurement, pointsOf, scalarOf } from "../../measurement.js";
import { chinchillaConstants } from "../planted.js";
import { tableRuns } from "../table-runs.js";
import { GOPHER } from "./approaches.js";
import type { Params } from "./study.js";

/** Verdicts that a person's table gives where planted runs would. */
export function judgeTable(rows: readonly Measurement[], params: Params): Verdict[] {
  return [judgeForecast(rows), judgeEqualProportion(rows), judgeConstants(rows), judgeTwenty(rows, params)];
}

/** An approach's exponent, in words. */
function exponentBy(rows: readonly Measurement[], approach: string): string {
  const { value } = scalarOf(rows, "exponent", `table, ${approach}`);
  return `approach ${approach[0]}: ${value === null ? "no answer from these runs" : value.toFixed(3)}`;
}

function judgeForecast(rows: readonly Measurement[]): Verdict {
  const claim = "S1/§1.1/small-predicts-large";
  const measured = scalarOf(rows, "forecast_error", "table");
  if (measured.value === null) return undecided(claim, "needs 10 runs of at most a tenth of the largest compute");
  return compare(claim, {
    measured: measured.value,
    expected: 0,
    tolerance: 0.01,
    note: "Mean relative error of the losses of the table's dearest decade of compute, by Chinchilla's law fitted to its cheaper runs.",
  });
}

function judgeEqualProportion(rows: readonly Measurement[]): Verdict {
  const { value } = scalarOf(rows, "exponent", "table, 3: parametric fit");
  const { value: stderr } = scalarOf(rows, "exponent_stderr", "table, 3: parametric fit");
  return compare("S1/§1.3/equal-proportion", {
    measured: { value, stderr, n: 1 },
    expected: 0.5,
    tolerance: 0.05,
    note:
      `Exponent of N* by approach 3 on the ${tableRuns(rows)} runs of the table, with its standard error over bootstrap refits. ` +
      `${exponentBy(rows, "1: envelope")} (from ends of training, not curves), ${exponentBy(rows, "2: parabolas")}.`,
  });
}

function judgeConstants(rows: readonly Measurement[]): Verdict {
  const [alpha, beta] = ["alpha", "beta"].map((name) => scalarOf(rows, name, "table").value!.toFixed(3));
  return compare("S1/§1.3/constants-and-exponent", {
    measured: allocationExponents(chinchillaConstants("hoffmann-rounded")).a,
    expected: 0.5,
    tolerance: 0.02,
    note:
      "β/(α+β) of the printed α = 0.34, β = 0.28, which is 0.452 on whatever runs. " +
      `This table gives α = ${alpha}, β = ${beta} and ${exponentBy(rows, "3: parametric fit")}.`,
  });
}

function judgeTwenty(rows: readonly Measurement[], { resamples }: Params): Verdict {
  const ends = pointsOf(rows, "ratio").filter(({ x }) => x === GOPHER);
  const [low, high] = ["low", "high"].map((end) => Number(ends.find(({ series }) => series === end)?.value).toFixed(1));
  const ratio = scalarOf(rows, "tokens_per_parameter", "table").value!;
  return compare("S1/§1.3/twenty", {
    measured: 1 / ratio,
    expected: 20,
    tolerance: 10,
    differ: "corrected",
    note:
      `N/D at 5.76·10²³ FLOP by approach 3 on the table. The rule is reversed: D/N = ${ratio.toFixed(1)}, and ${resamples} bootstrap refits put it within [${low}, ${high}] (95 %): ` +
      "an interval, not a number.",
  });
}
