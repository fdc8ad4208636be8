import { type Estimate, undecided, type Verdict, type VerdictKind, verdict } from "../../../study/index.js";
import { bayesOf } from "./classes.js";
import { at, classesOf, ratio } from "./curves.js";
import { type CurvePoint, TRAINED } from "./experiment.js";
import type { Params } from "./study.js";

/** A trained model counts as the Bayes predictor where its error is at most this much above the least there is. */
const NEAR_BAYES = 0.1;
/** A difference counts from so many standard errors on. */
const SURE = 4;

/** Verdicts on the claims of `claims.ts`. */
export function judge(rows: readonly CurvePoint[], params: Params): Verdict[] {
  return [judgeBayes(rows, params), judgeSelection(rows, params), judgeMoreExamples(rows, params)];
}

/** The trained model's error above that of the Bayes predictor, over the latter, after d examples of noisy tasks. */
function judgeBayes(rows: readonly CurvePoint[], { d, points }: Params): Verdict {
  const claim = "S1/§2.2/bayesian-predictor";
  const ofClass = "noisy-linear";
  const k = Math.min(d, points - 1);
  const bayes = at(rows, ofClass, bayesOf[ofClass]!, k);
  const trained = at(rows, ofClass, TRAINED, k);
  const averaging = at(rows, ofClass, "averaging", k);
  // The cross term vanishes for the Bayes predictor, so the distance is what the error lies above the least there is.
  const excess = ratio(at(rows, ofClass, bayesOf[ofClass]!, k, "distance"), bayes);
  if (!bayes || !trained || !averaging || !excess) return undecided(claim, `needs the class ${ofClass}`);
  const note =
    `After k = ${k} examples of noisy linear functions: mean squared distance to ridge regression with the noise's variance, which is the Bayes predictor, over its error, ${text(bayes)}. ` +
    `The trained model's error is ${text(trained)}, that of averaging ${text(averaging)}. ${noiseless(rows, d)}`;
  return verdict(claim, bayesVerdict(excess, trained, averaging), {
    ...{ measured: excess, expected: 0, tolerance: NEAR_BAYES },
    note: `${note} The formula is what training tends to, not what a model of finite training computes.`,
  });
}

function bayesVerdict(excess: Estimate, trained: Estimate, averaging: Estimate): VerdictKind {
  if (trained.value! > averaging.value!) return "fails";
  if (excess.value! + SURE * excess.stderr! < NEAR_BAYES) return "holds";
  return excess.value! - SURE * excess.stderr! > NEAR_BAYES ? "corrected" : "undecided";
}

/** What the noiseless class says, where it was measured, at the d-th point and after d. */
function noiseless(rows: readonly CurvePoint[], d: number): string {
  const [before, least] = [TRAINED, "least squares"].map((name) => at(rows, "linear", name, d - 1));
  const after = at(rows, "linear", TRAINED, d);
  if (!before || !least || !after) return "";
  return `Without noise, at the d-th point: ${text(before)} against ${text(least)} of least squares; after d examples ${text(after)} against 0.`;
}

/** Whether the model is nearer to the best fit or to the posterior mean, at the last point of noisy tasks. */
function judgeSelection(rows: readonly CurvePoint[], { points }: Params): Verdict {
  const claim = "S1/§2.3/selects-best-fit";
  const [fit, posterior] = ["least squares", "ridge"].map((name) =>
    at(rows, "noisy-linear", name, points - 1, "distance"),
  );
  if (!fit || !posterior) return undecided(claim, "needs the class noisy-linear");
  const measured = {
    value: posterior.value! - fit.value!,
    stderr: Math.hypot(posterior.stderr!, fit.stderr!),
    n: fit.n,
  };
  const isSure = Math.abs(measured.value) > SURE * measured.stderr;
  return verdict(claim, isSure ? (measured.value > 0 ? "holds" : "corrected") : "undecided", {
    ...{ measured, expected: 0, tolerance: 0 },
    note:
      `Mean squared distance of the trained model to ridge regression (the mean of the posterior), ${text(posterior)}, less that to least squares (the function that fits best), ${text(fit)}, at the last point of noisy linear tasks. ` +
      "Below 0: it does not select the function that fits best, it averages over those that fit.",
  });
}

/** The smallest fall of the trained model's error from one example to the last point, over the classes. */
function judgeMoreExamples(rows: readonly CurvePoint[], { points }: Params): Verdict {
  const claim = "S1/§2.4/more-examples";
  if (points < 3) return undecided(claim, "needs prompts of at least 3 points");
  const falls = classesOf(rows).map((ofClass) => {
    const [first, last] = [1, points - 1].map((k) => at(rows, ofClass, TRAINED, k)!);
    const stderr = Math.hypot(first!.stderr!, last!.stderr!);
    return { ofClass, value: first!.value! - last!.value!, stderr, n: first!.n };
  });
  const least = falls.reduce((a, b) => (b.value / b.stderr < a.value / a.stderr ? b : a));
  const { ofClass, ...measured } = least;
  const isSure = Math.abs(measured.value) > SURE * measured.stderr;
  return verdict(claim, isSure ? (measured.value > 0 ? "holds" : "fails") : "undecided", {
    ...{ measured, expected: 0, tolerance: 0 },
    note: `Error after one example less that after ${points - 1}, of the class where it is least sure, ${ofClass}; of ${falls.length}. Must be above 0.`,
  });
}

function text({ value }: Estimate): string {
  return value!.toPrecision(2);
}
