import type { Estimate } from "../../../numerics/statistics/index.js";
import { undecided, type Verdict, verdict } from "../../../study/index.js";
import { compare } from "../../judging.js";
import { type Measurement, meanCurves, scalarOf } from "../../measurement.js";
import type { Params } from "./study.js";

/** Differences of this size are rounding: predictions are of order 1, in double precision, after tens of layers. */
const ROUNDING = 1e-12;
/** A product of GELUs at the smallest scale comes so near. */
const PRODUCT = 1e-3;
/** The limit of depth is reached only so far. */
const LIMIT = 1e-9;
/** Shares of the target's size below which a distance counts as none. */
const SMALL = 0.05;

/** Verdicts on the claims of `claims.ts`. */
export function judge(rows: readonly Measurement[], params: Params): Verdict[] {
  return [
    judgeOperations(rows),
    judgeStack(rows, params),
    judgeOnline(rows, params),
    judgeSoftmax(rows, params),
    judgeForwardPass(rows, params),
  ];
}

/** The largest gap over the repetitions; infinite where a stack diverged, which leaves no value. */
function largest(rows: readonly Measurement[], series: string): number {
  const gaps = rows.filter((row) => row.quantity === "gap" && row.series === series);
  return Math.max(...gaps.map(({ value }) => value ?? Number.POSITIVE_INFINITY));
}

function judgeOperations(rows: readonly Measurement[]): Verdict {
  const errors = meanCurves(rows, "gelu_error").sort((a, b) => a.x - b.x);
  const [fine, coarse] = [errors[0]!, errors.at(-1)!];
  const order = Math.log(coarse.value! / fine.value!) / Math.log(coarse.x / fine.x);
  return compare("S0/§3.2.1/basic-operations", {
    measured: scalarOf(rows, "gelu_error"),
    expected: 0,
    tolerance: PRODUCT,
    agree: "corrected",
    note:
      `Largest error of a weight after one gradient step whose products are made of GELUs, at the scale ${fine.x}. ` +
      `Products are not exact but as near as wanted: the error falls as the scale to the power ${order.toFixed(2)}, until rounding. Quotients, by layer normalisation, are not tested.`,
  });
}

function judgeStack(rows: readonly Measurement[], { layers, d, N, eta }: Params): Verdict {
  const claim = "S0/§3.2.1/linear-attention-is-descent";
  const gap = largest(rows, "stack");
  if (!Number.isFinite(gap)) return undecided(claim, `gradient descent with η = ${eta} diverges here`);
  return verdict(claim, gap <= ROUNDING ? "holds" : "fails", {
    measured: gap,
    expected: 0,
    tolerance: ROUNDING,
    note:
      `Largest difference between the query's prediction after each of ${layers} layers and plain gradient descent after as many steps, d = ${d}, N = ${N}, η = ${eta}. ` +
      "For linear attention with these hand-set weights, examples seeing examples; nothing here says that training finds them.",
  });
}

function judgeOnline(rows: readonly Measurement[], { layers }: Params): Verdict {
  const claim = "S0/§3.2.1/autoregressive-is-online";
  const limit = largest(rows, "deep causal, online");
  const layer = largest(rows, "causal layer");
  const stack = scalarOf(rows, "distance_last", "causal mask").value;
  if (stack === null || !Number.isFinite(limit)) return undecided(claim, "a causal stack diverges here");
  const exact = limit <= LIMIT && layer <= ROUNDING;
  return verdict(claim, exact ? "corrected" : "fails", {
    measured: limit,
    expected: 0,
    tolerance: LIMIT,
    note:
      "Largest difference between a deep causal stack and one online pass with the step 1/|x|², which fits each example as it comes (Kaczmarz): that is the limit of depth. " +
      `One causal layer is not online: it is one batch step on the examples before (difference ${layer.toExponential(0)}); ` +
      `${layers} layers are neither, ${(100 * stack).toFixed(0)} % of the target's size away from ${layers} full-batch steps.`,
  });
}

/** Above a share of the target by more than four standard errors. */
function isApart({ value, stderr }: Estimate): boolean {
  return value !== null && value - 4 * (stderr ?? 0) > SMALL;
}

function judgeSoftmax(rows: readonly Measurement[], { layers }: Params): Verdict {
  const claim = "S0/§3.2.1/softmax-gap";
  const measured = scalarOf(rows, "distance_last", "softmax");
  if (measured.value === null) return undecided(claim, "gradient descent diverges here");
  return verdict(claim, isApart(measured) ? "holds" : "fails", {
    measured,
    expected: 0,
    tolerance: SMALL,
    note:
      `Distance from gradient descent, as a share of the target's size, of ${layers} layers with the same weights and softmax instead of linear attention. ` +
      "It says that these weights do not carry over, not that no others would.",
  });
}

function judgeForwardPass(rows: readonly Measurement[], { layers }: Params): Verdict {
  const claim = "S1/§2.3/forward-pass-is-descent";
  const softmax = scalarOf(rows, "distance_last", "softmax");
  const gap = largest(rows, "stack");
  if (!isApart(softmax)) return undecided(claim, "softmax attention lies as near as linear attention in this run");
  return verdict(claim, gap <= ROUNDING ? "corrected" : "fails", {
    measured: softmax,
    expected: 0,
    tolerance: SMALL,
    note:
      `Holds for linear attention with hand-set weights (difference ${gap.toExponential(0)} after ${layers} layers); ` +
      "with softmax and the same weights the forward pass lies this far from gradient descent, as a share of the target's size.",
  });
}
