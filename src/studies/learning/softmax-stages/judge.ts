import { undecided, type Verdict, verdict } from "../../../study/index.js";
import { compare } from "../../judging.js";
import { type Measurement, scalarOf } from "../../measurement.js";
import { LEARNED } from "./experiment.js";
import type { Params } from "./study.js";

/** Verdicts on the claims of `claims.ts`. */
export function judge(rows: readonly Measurement[], params: Params): Verdict[] {
  return [judgeStages(rows, params), judgeLearning(rows, params), judgeLinearClass(rows, params)];
}

/** Stages: at every checkpoint the rare features lie behind the dominant one. */
function judgeStages(rows: readonly Measurement[], { dominant, K }: Params): Verdict {
  const claim = "S0/§3.2.3/softmax-stages";
  const lead = scalarOf(rows, "least_lead", "sgd");
  if (dominant <= 1 / K) return undecided(claim, "needs a dominant feature: a probability above 1/K");
  const margin = 4 * (lead.stderr ?? 0);
  const [first, last] = ["dominant", "rare"].map(
    (feature) => scalarOf(rows, "steps_to_learn", `${feature}, exact`).value,
  );
  // Without a dominant feature that is learned there are no stages to see.
  const staged = first != null && lead.value! > margin;
  const kind = staged ? "holds" : lead.value! < -margin ? "fails" : "undecided";
  return verdict(claim, kind, {
    measured: lead,
    expected: 0,
    tolerance: margin,
    note:
      `Least lead, over all checkpoints, of the attention of dominant queries to their feature over that of the best rare ones; above 0. ` +
      `On the exact population loss the dominant feature reaches ${LEARNED} after ${first ?? "too many"} steps, the rare ones after ${last ?? "too many"}.`,
  });
}

function judgeLearning(rows: readonly Measurement[], { K, N_balanced }: Params): Verdict {
  const attention = scalarOf(rows, "final_attention", "balanced");
  const error = 4 * (attention.stderr ?? 0);
  // Where descent on the exact loss has learned, only SGD can be at fault; where it has not, the run is too short.
  const exact = scalarOf(rows, "final_attention", "balanced, exact").value!;
  const short = attention.value! + error < 0.95 && exact > 0.95;
  const kind = attention.value! - error > 0.95 ? "holds" : short ? "fails" : "undecided";
  return verdict("S0/§3.2.3/softmax-learns", kind, {
    measured: attention,
    expected: 1,
    tolerance: 0.05,
    note: `Final attention to the query's own feature, ${K} equally frequent orthonormal features, N = ${N_balanced}; standard error over runs of SGD. Loss ½E(ŷ − y)² ${scalarOf(rows, "final_loss", "balanced").value!.toPrecision(2)}.`,
  });
}

/** The layer's own task is a table of K values: on real linear regression it smooths, and cannot be exact. */
function judgeLinearClass(rows: readonly Measurement[], { d, lengths }: Params): Verdict {
  const N = Math.max(...lengths);
  return compare("S0/§3.2.3/softmax-linear-class", {
    measured: scalarOf(rows, "gaussian_error", `N=${N}`),
    expected: 0,
    tolerance: 0.01,
    differ: "corrected",
    note:
      `Least share of E y² left by one softmax layer, over β, on Gaussian inputs with d = ${d} and N = ${N} noiseless examples, where least squares leaves 0. ` +
      "The theorem is of finite sets of orthonormal features and one layer: there a query finds its own feature in the prompt. Correction: linear functions on such sets.",
  });
}
