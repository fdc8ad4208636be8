import { type Estimate, estimate } from "../../../numerics/statistics/estimate.js";
import { undecided, type Verdict, verdict } from "../../../study/index.js";
import { compare } from "../../judging.js";
import { withMinus } from "../../printed.js";
import { meanError } from "./metrics.js";
import type { Learner, Params, Row } from "./study.js";
import { linearModels, type ModelName, softmaxModels } from "./training.js";

/** Verdicts on the claims of `claims.ts`. */
export function judge(rows: readonly Row[], params: Params): Verdict[] {
  return [
    judgeAgreement(rows, params),
    judgeTheory(rows, params),
    judgeSoftmax(rows, params),
    judgeReason(rows, params),
  ];
}

const linearOf = ({ models }: Params) => linearModels.filter((name) => models.includes(name));
const softmaxOf = ({ models }: Params) => softmaxModels.filter((name) => models.includes(name));

/** a/b − 1, with its error. */
function excess(a: Estimate, b: Estimate): Estimate {
  const ratio = a.value! / b.value!;
  const stderr = ratio * Math.hypot((a.stderr ?? 0) / a.value!, (b.stderr ?? 0) / b.value!);
  return { value: ratio - 1, stderr: stderr > 0 ? stderr : null, n: Math.min(a.n, b.n) };
}

/** The deviation that is largest in size, with where it is. */
function largest<Place>(deviations: readonly (Place & { readonly by: Estimate })[]) {
  return deviations.reduce((a, b) => (Math.abs(b.by.value!) > Math.abs(a.by.value!) ? b : a));
}

const percent = ({ value }: Estimate) => `${withMinus((100 * value!).toFixed(1))} %`;

/** Errors that differ by less than this share look alike in a figure. */
const CLOSE = 0.15;

function judgeAgreement(rows: readonly Row[], params: Params): Verdict {
  const claim = "S2/fig-15/linear-models-agree";
  const linear = linearOf(params);
  if (linear.length < 2) return undecided(claim, "needs at least two of sla, fla and mhla");
  const spread = largest(
    params.N.flatMap((N) =>
      linear.map((model) => ({ N, model, by: excess(meanError(rows, model, N), leastError(rows, linear, N)) })),
    ),
  );
  return compare(claim, {
    measured: spread.by,
    expected: 0,
    tolerance: CLOSE,
    note: `Largest excess of a linear model over the best one at the same N: ${spread.model.toUpperCase()} at N = ${spread.N}, of N = ${params.N.join(", ")}.`,
  });
}

function leastError(rows: readonly Row[], models: readonly ModelName[], N: number): Estimate {
  return models.map((model) => meanError(rows, model, N)).reduce((a, b) => (b.value! < a.value! ? b : a));
}

/** Agreement with the theory: at most this share. */
const TOLERANCE = 0.05;

function judgeTheory(rows: readonly Row[], params: Params): Verdict {
  const claim = "S2/fig-15/linear-models-follow-theory";
  const linear = linearOf(params);
  if (linear.length === 0) return undecided(claim, "needs sla, fla or mhla");
  const deviations = (models: readonly ModelName[], from: Learner) =>
    params.N.flatMap((N) =>
      models.map((model) => ({ N, model, by: excess(meanError(rows, model, N), meanError(rows, from, N)) })),
    );
  const worst = largest(deviations(linear, "theory"));
  const simple = linear.includes("sla") ? largest(deviations(["sla"], "minimum")).by : undefined;
  const isCorrected = simple !== undefined && Math.abs(simple.value!) <= TOLERANCE;
  return compare(claim, {
    measured: worst.by,
    expected: 0,
    tolerance: TOLERANCE,
    differ: isCorrected ? "corrected" : "fails",
    note:
      `Largest deviation from the exact ground state at λ = ${params.lambda}: ${worst.model.toUpperCase()} at N = ${worst.N}. ` +
      (simple
        ? `From the minimum of the loss that is trained, which is at λ/2, SLA deviates by ${percent(simple)}; `
        : "") +
      "in FLA and MHLA the decay acts on the factors of W and shrinks their product less.",
  });
}

/** The lowest error of any repetition against the worst linear model: a seed on the plateau proves nothing. */
function judgeSoftmax(rows: readonly Row[], params: Params): Verdict {
  const claim = "S2/fig-15/softmax-is-higher";
  const [linear, softmax] = [linearOf(params), softmaxOf(params)];
  if (linear.length === 0 || softmax.length === 0) return undecided(claim, "needs a linear and a softmax model");
  const gaps = params.N.map((N) => {
    const best = bestRow(rows, softmax, N);
    const worst = linear.map((model) => meanError(rows, model, N)).reduce((a, b) => (b.value! > a.value! ? b : a));
    return { N, best, value: best.eps - worst.value!, stderr: Math.hypot(best.stderr, worst.stderr ?? 0) };
  });
  const least = gaps.reduce((a, b) => (b.value < a.value ? b : a));
  const { value, stderr, best, N } = least;
  return verdict(claim, value - 4 * stderr > 0 ? "holds" : value + 4 * stderr < 0 ? "fails" : "undecided", {
    measured: { value, stderr, n: params.repetitions },
    expected: 0,
    tolerance: 0,
    note:
      `Least gap, at N = ${N}, between the best repetition of a softmax model (${best.model.toUpperCase()}, ε = ${best.eps.toPrecision(3)}) and the worst ` +
      `linear model, after ${params.epochs} epochs each; must be above 0.`,
  });
}

function bestRow(rows: readonly Row[], models: readonly ModelName[], N: number): Row {
  const own = rows.filter((row) => row.N === N && (models as readonly string[]).includes(row.model));
  return own.reduce((a, b) => (b.eps < a.eps ? b : a));
}

/** Where the excess of the softmax models arises: on the training tasks already, or only on fresh ones. */
function judgeReason(rows: readonly Row[], params: Params): Verdict {
  const claim = "S2/fig-15/why-softmax-is-higher";
  const softmax = softmaxOf(params);
  if (softmax.length === 0 || !params.models.includes("fla")) return undecided(claim, "needs fla and a softmax model");
  const gaps = rows
    .filter(({ model }) => (softmax as readonly string[]).includes(model))
    .map((row) => {
      const fla = rows.find(({ model, N, repetition }) => {
        return model === "fla" && N === row.N && repetition === row.repetition;
      })!;
      return { test: row.eps - fla.eps, train: row.train! - fla.train! };
    });
  if (gaps.some(({ test }) => test <= 0)) return undecided(claim, "a softmax model is no worse than FLA");
  const share = estimate(gaps.map(({ test, train }) => train / test));
  const [value, error] = [share.value! - 0.5, 4 * (share.stderr ?? Number.POSITIVE_INFINITY)];
  return verdict(claim, value > error ? "holds" : value < -error ? "fails" : "undecided", {
    measured: share,
    expected: 1,
    tolerance: 0.5,
    note:
      `Mean share, over ${gaps.length} trainings of a softmax model, of its excess over FLA that is there on the training tasks already; more than half must be: what is missing is the ` +
      "fit to a linear task, not generalisation. A softmax gives weights that sum to 1, so its linear part comes with the mean label.",
  });
}
