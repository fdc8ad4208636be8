import { undecided, type Verdict, verdict } from "../../../study/index.js";
import { compare } from "../../judging.js";
import { type Measurement, scalarOf } from "../../measurement.js";
import type { Params } from "./study.js";

/** Differences of this size are rounding, of sums of some thousand terms of order 1. */
const ROUNDING = 1e-10;
/** An update explains the effect of a context where this share of its size is left at most. */
const EXPLAINED = 0.05;

/** Verdicts on the claims of `claims.ts`. */
export function judge(rows: readonly Measurement[], params: Params): Verdict[] {
  return [judgeDual(rows, params), judgeFineTuning(rows, params), judgeSoft(rows, params)];
}

/** The largest value of a quantity; infinite where one diverged, which leaves no value. */
function largest(rows: readonly Measurement[], quantity: string): number {
  const measured = rows.filter((row) => row.quantity === quantity);
  return Math.max(...measured.map(({ value }) => value ?? Number.POSITIVE_INFINITY));
}

function judgeDual(rows: readonly Measurement[], { steps, hidden, rate }: Params): Verdict {
  const claim = "S0/§3.2.1/dual-form";
  const gap = largest(rows, "dual_gap");
  if (!Number.isFinite(gap)) return undecided(claim, `training with rate ${rate} diverges here`);
  return verdict(claim, gap <= ROUNDING ? "corrected" : "fails", {
    measured: gap,
    expected: 0,
    tolerance: ROUNDING,
    note:
      `The identity holds: largest difference between the outputs by trained weights and by attention over ${steps} training steps, a network with ${hidden} hidden units. ` +
      "The credit is to be corrected: Irie et al. state it; Aizerman et al. (1964) have the dual form of a kernel perceptron, one linear readout, without attention or a network.",
  });
}

function judgeFineTuning(rows: readonly Measurement[], { contexts }: Params): Verdict {
  const gap = largest(rows, "update_gap");
  return verdict("S0/§3.2.1/implicit-fine-tuning", gap <= ROUNDING ? "holds" : "fails", {
    measured: gap,
    expected: 0,
    tolerance: ROUNDING,
    note:
      `Largest difference between what ${contexts.join(", ")} demonstrations add to the output of a linear-attention head and the update ΔW = Σ W_V e (W_K e)ᵀ W_Q applied to the query. ` +
      "An update of the attention head's map: whether it is a gradient of some loss depends on the weights (study learning/gradient-descent).",
  });
}

function judgeSoft(rows: readonly Measurement[], { contexts }: Params): Verdict {
  const linear = scalarOf(rows, "unexplained", "linear");
  const softmax = scalarOf(rows, "unexplained", "softmax");
  const claim = "S1/§2.5/soft-fine-tuning";
  if (linear.value === null || linear.value > EXPLAINED)
    return undecided(claim, "the fit does not find the linear update");
  return compare(claim, {
    measured: softmax,
    expected: 0,
    tolerance: EXPLAINED,
    differ: "corrected",
    note:
      `Share of the size of the effect of ${Math.max(...contexts)} demonstrations on a softmax head that no fixed update of weights and bias explains, on queries not fitted ` +
      `(linear attention: ${linear.value.toExponential(0)}). The sum holds for linear attention; with softmax the update depends on the query.`,
  });
}
