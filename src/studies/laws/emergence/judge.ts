import { type Verdict, verdict } from "../../../study/index.js";
import { compare } from "../../judging.js";
import { type Measurement, scalarOf } from "../../measurement.js";
import { judgeHandbook } from "./judge-handbook.js";
import { type Params, SMALL } from "./study.js";

/** Verdicts on the claims of `claims.ts`: on planted models here, on the handbook's own formulas beside. */
export function judge(rows: readonly Measurement[], params: Params): Verdict[] {
  return [
    judgeMetric(rows, params),
    judgePrediction(rows, params),
    judgeTaskLaw(rows, params),
    judgeSudden(rows, params),
    ...judgeHandbook(rows, params),
  ];
}

/** Small models seem to have nothing, though all models are of one smooth law, which shows through another metric. */
function judgeMetric(rows: readonly Measurement[], { length, items }: Params): Verdict {
  const small = scalarOf(rows, "accuracy_of_small_models");
  const error = scalarOf(rows, "forecast_error", "from tokens");
  return verdict(
    "S0/§3.1.1/metric-makes-jumps",
    small.value! < 0.05 && Math.abs(error.value!) < 0.1 ? "holds" : "undecided",
    {
      measured: small,
      expected: 0,
      tolerance: 0.05,
      note:
        `Mean accuracy of the models of up to 10⁹ parameters on ${items} questions whose ${length} tokens must all be right: next to nothing, while the loss of a token is a smooth power law by construction. ` +
        "The planted models have no jump; the metric makes one. That a metric can do this does not show that it did in a given paper.",
    },
  );
}

function judgePrediction(rows: readonly Measurement[], { length }: Params): Verdict {
  return compare("S0/§3.1.1/unpredictable", {
    measured: scalarOf(rows, "forecast_error", "from tokens"),
    expected: 0,
    tolerance: 0.05,
    agree: "fails",
    differ: "undecided",
    note:
      `Error of the accuracy forecast for 10¹² parameters from models of up to ${SMALL.toExponential(0)}, by a power law of −ln(token accuracy) and the ${length}th power: ` +
      "a jump of this kind is predictable, from another metric of the same tests. Where the loss itself breaks, nothing is said here.",
  });
}

function judgeTaskLaw(rows: readonly Measurement[], { alpha, passes }: Params): Verdict {
  const at = (series: string) => scalarOf(rows, "rate_at_0.01", series).value!.toFixed(4);
  return compare("S0/§3.1.1/task-law", {
    measured: scalarOf(rows, "exponent", "pass rates"),
    expected: alpha,
    tolerance: 0.02,
    note:
      `Exponent of −ln(pass rate) in N, each model sampled until ${passes} passes: that of the token's loss. The rate must be (r−1)/(K−1): at p = 0.01, r = 2 its mean is ${at("(r−1)/(K−1)")}, ` +
      `that of r/K ${at("r/K")} (exactly ${at("r/K, exact mean")}).`,
  });
}

function judgeSudden(rows: readonly Measurement[], { alpha, items }: Params): Verdict {
  const decades = scalarOf(rows, "decades_from_10_to_90_percent").value!;
  return verdict("S1/§3.3/sudden", decades > 1 ? "corrected" : "holds", {
    measured: decades,
    expected: 0,
    tolerance: 1,
    note:
      `Decades of N over which whole-answer accuracy rises from 10 to 90 % where the loss of a token falls as N^−${alpha}: log10(ln 10/ln(1/0.9))/α, at every answer length. ` +
      `Small models do succeed, too rarely for ${items} questions (PassUntil resolves them). “Absent” and “sudden” depend on metric, resolution and axis.`,
  });
}
