import { type Verdict, verdict } from "../../../study/index.js";
import { type Measurement, pointsOf, scalarOf, valuesOf } from "../../measurement.js";
import type { Params } from "./study.js";

/** Least correlation that counts as the same direction. */
const SAME = 0.9995;

/** Verdicts on the claims of `claims.ts`. */
export function judge(rows: readonly Measurement[], params: Params): Verdict[] {
  return [judgeGeometry(rows, params), judgeFunctionClass(rows, params)];
}

/** In every problem the direction is that of the SVM of the tokens that were selected; elsewhere only if it rests there. */
function judgeGeometry(rows: readonly Measurement[], { steps }: Params): Verdict {
  const last = rows.filter(({ quantity, series, x }) => {
    return quantity === "correlation" && series === "selected tokens" && x === null;
  });
  const worst = last.reduce((a, b) => ((b.value ?? 0) < (a.value ?? 0) ? b : a));
  const least = worst.value ?? 0;
  const rests = least - earlierCorrelation(rows, worst.repetition, steps) < (1 - least) / 10;
  return verdict("S0/§3.2.1/attention-geometry-svm", least > SAME ? "holds" : rests ? "fails" : "undecided", {
    measured: least,
    expected: 1,
    tolerance: 1 - SAME,
    note:
      `Least correlation, over ${valuesOf(rows, "svm_margin").length} problems, of W after ${steps} steps with the SVM of the tokens that training selected. ` +
      `With the gradient as usually written the mean is ${scalarOf(rows, "correlation", "naive gradient").value!.toFixed(2)}: once the softmax saturates that is rounding, not theory.`,
  });
}

/** The correlation at the last checkpoint in the first half of the steps. */
function earlierCorrelation(rows: readonly Measurement[], repetition: number, steps: number): number {
  const curve = pointsOf(rows, "correlation", repetition).filter(({ series }) => series === "pairwise differences");
  return curve.findLast(({ x }) => x <= steps / 2)!.value ?? 0;
}

/** The SVM is where the direction tends to; W itself grows without end, and need not even select the best tokens. */
function judgeFunctionClass(rows: readonly Measurement[], { steps }: Params): Verdict {
  const best = scalarOf(rows, "optimal_selected");
  const correlation = Math.min(...valuesOf(rows, "correlation", "optimal tokens"));
  const ratio = scalarOf(rows, "norm_ratio");
  const error = 4 * (ratio.stderr ?? 0);
  const kind =
    ratio.value! - error > 10 ? "corrected" : Math.abs(ratio.value! - 1) + error < 0.1 ? "holds" : "undecided";
  return verdict("S0/§3.2.1/transformer-is-svm", kind, {
    measured: ratio,
    expected: 1,
    note:
      `‖W‖ over the norm of the SVM's solution after ${steps} steps: W is not the SVM's matrix, it diverges along it. ` +
      "Correction: the direction of one attention layer's weights under gradient descent is an SVM's (an implicit bias); the class of functions of a transformer is not. " +
      `Nor is it always the SVM of the best tokens: ${Math.round(best.value! * best.n)} of ${best.n} problems end there, the others at a locally optimal choice (least correlation with the best tokens' SVM ${correlation.toFixed(3)}).`,
  });
}
