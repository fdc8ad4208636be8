import { type Verdict, verdict } from "../../../study/index.js";
import { type Measurement, scalarOf } from "../../measurement.js";
import type { Params } from "./study.js";

/** Verdicts on the claims of `claims.ts`, at the largest β. */
export function judge(rows: readonly Measurement[], params: Params): Verdict[] {
  return [judgeNoUpdates(rows, params), judgeNewTasks(rows, params)];
}

function judgeNoUpdates(rows: readonly Measurement[], { V, half, beta }: Params): Verdict {
  const [first, second] = ["first half", "second half"].map((part) => scalarOf(rows, "accuracy", part));
  const gain = second!.value! - first!.value!;
  const error = 4 * Math.hypot(first!.stderr ?? 0, second!.stderr ?? 0);
  // A head that finds its match and gains nothing fails; one that is too flat to find it shows nothing.
  const fails = gain <= error && scalarOf(rows, "prefix_matching").value! > 0.99;
  const learns = second!.value! > 0.99 && gain > error;
  const value = (quantity: string, series = "") => scalarOf(rows, quantity, series).value!;
  return verdict("S1/§2.1/learns-without-updates", learns ? "holds" : fails ? "fails" : "undecided", {
    measured: second!,
    expected: 1,
    tolerance: 0.01,
    note:
      `Accuracy on the second half of ${half} random tokens of ${V} that repeat, β = ${Math.max(...beta)}, with fixed weights written by hand: the first half is at ${value("accuracy", "first half").toPrecision(2)}, ` +
      `and without layer 1 the second one at ${value("accuracy", "without layer 1").toPrecision(2)}. Loss ${value("loss", "first half").toPrecision(3)} and ${value("loss", "second half").toPrecision(2)} nats. That such a mechanism exists is shown; that trained models learn by it alone is not.`,
  });
}

/** Copying answers what was shown, and by construction nothing else: of models that do more it says nothing. */
function judgeNewTasks(rows: readonly Measurement[], { pairs, V }: Params): Verdict {
  const unseen = scalarOf(rows, "answer_accuracy", "query not among them");
  const shown = scalarOf(rows, "answer_accuracy", "query among the examples");
  const error = 4 * (unseen.stderr ?? 0);
  const kind = unseen.value! - error > 0.5 ? "holds" : "undecided";
  const fails = shown.value! + 4 * (shown.stderr ?? 0) < 0.5 && scalarOf(rows, "prefix_matching").value! > 0.99;
  return verdict("S0/§3.2/generalises-to-new-tasks", shown.value! > 0.99 ? kind : fails ? "fails" : "undecided", {
    measured: unseen,
    expected: 1 / V,
    note:
      `Accuracy of the head on queries that are not among the ${pairs} pairs of the prompt; on queries that are, ${shown.value!.toPrecision(3)}. ` +
      "Any new table is learned at once by copying; a test input that was not shown needs more than the head, a rule that links inputs (as in the regression studies). A head written by hand to copy does nothing else by construction, so no run of it decides what trained models do.",
  });
}
