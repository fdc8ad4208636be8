import { type Verdict, verdict } from "../../../study/index.js";
import { type Measurement, scalarOf, valuesOf } from "../../measurement.js";
import type { Params } from "./study.js";

/** Least correlation that counts as the same direction. */
const SAME = 0.9995;

/** Verdicts on the claims of `claims.ts`. */
export function judge(rows: readonly Measurement[], params: Params): Verdict[] {
  return [judgeGeometry(rows, params), judgeFunctionClass(rows, params)];
}

/** In every problem the direction is that of the SVM of the tokens that were selected. */
function judgeGeometry(rows: readonly Measurement[], { steps }: Params): Verdict {
  const least = Math.min(...valuesOf(rows, "correlation", "selected tokens"));
  return verdict("S0/§3.2.1/attention-geometry-svm", least > SAME ? "holds" : "undecided", {
    measured: least,
    expected: 1,
    tolerance: 1 - SAME,
    note:
      `Least correlation, over ${valuesOf(rows, "svm_margin").length} problems, of W after ${steps} steps with the SVM of the tokens that training selected. ` +
      `With the gradient as usually written the mean is ${scalarOf(rows, "correlation", "naive gradient").value!.toFixed(2)}: once the softmax saturates that is rounding, not theory.`,
  });
}

/** The SVM is where the direction tends to; W itself grows without end, and need not even select the best tokens. */
function judgeFunctionClass(rows: readonly Measurement[], { steps }: Params): Verdict {
  const best = scalarOf(rows, "optimal_selected");
  const correlation = Math.min(...valuesOf(rows, "correlation", "optimal tokens"));
  const ratio = scalarOf(rows, "norm_ratio");
  return verdict("S0/§3.2.1/transformer-is-svm", ratio.value! > 10 ? "corrected" : "undecided", {
    measured: ratio,
    expected: 1,
    note:
      `‖W‖ over the norm of the SVM's solution after ${steps} steps: W is not the SVM's matrix, it diverges along it. ` +
      "Correction: the direction of one attention layer's weights under gradient descent is an SVM's (an implicit bias); the class of functions of a transformer is not. " +
      `Nor is it always the SVM of the best tokens: ${Math.round(best.value! * best.n)} of ${best.n} problems end there, the others at a locally optimal choice (least correlation with the best tokens' SVM ${correlation.toFixed(3)}).`,
  });
}
