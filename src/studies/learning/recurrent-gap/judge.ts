import { type Verdict, verdict } from "../../../study/index.js";
import { type Measurement, pointsOf, scalarOf } from "../../measurement.js";
import type { Params } from "./study.js";

/** Verdicts on the claims of `claims.ts`. */
export function judge(rows: readonly Measurement[], params: Params): Verdict[] {
  return [judgeRetrieval(rows, params), judgeMemory(rows, params), judgeAttention(rows, params)];
}

/** The limit is one of bits: below it no recurrent model, above it a trivial one. */
function judgeRetrieval(rows: readonly Measurement[], { keys: n, values: V, counted }: Params): Verdict {
  const claim = "S0/§1.2/recurrent-retrieval";
  const wrong = scalarOf(rows, "states_wrong").value!;
  const excess = scalarOf(rows, "recall_excess").value!;
  return verdict(claim, wrong === 0 && excess <= 1e-12 ? "corrected" : "fails", {
    measured: scalarOf(rows, "tables_one_slot_short", "keeps the first keys"),
    expected: 1 / V,
    tolerance: 1e-12,
    note:
      `Share of all ${V}^${n} tables that the best memory of one slot too few recalls; no memory beats 2^b/V^n. States for “is it a tree” equal S(n, n−j) + [a cycle is possible] in all counts up to n = ${counted}. ` +
      "Correction: the limit is of memory, n log₂V bits for recall and Θ(n log n) for trees. A recurrent state with fewer cannot, with or without a chain of thought (which is a function of the state); one with as many can.",
  });
}

/** A constant state is the advantage, and is what retrieval pays for. */
function judgeMemory(rows: readonly Measurement[], { vertices }: Params): Verdict {
  const n = Math.max(...vertices);
  const bits = pointsOf(rows, "bits").find(({ x, series }) => x === n && series.startsWith("recurrent"))!.value!;
  return verdict("S0/§1.2/recurrent-memory", "corrected", {
    measured: bits,
    note: `Bits of state that any recurrent model needs to tell trees on n = ${n} vertices from a stream of edges. The advantage is real for tasks of few Myhill–Nerode classes (parity: 1 bit); for retrieval the state must grow with the context, and the advantage over keeping the context is a constant factor.`,
  });
}

/** The same tasks with lookups. */
function judgeAttention(rows: readonly Measurement[], { vertices }: Params): Verdict {
  const recall = scalarOf(rows, "tables_attention").value!;
  const accuracy = scalarOf(rows, "tour_accuracy");
  return verdict("S0/§1.2/attention-closes-gap", recall === 1 && accuracy.value === 1 ? "holds" : "fails", {
    measured: accuracy,
    expected: 1,
    tolerance: 0,
    note: `Accuracy of the tour on two stars and an edge, n up to ${Math.max(...vertices)}: a state of two numbers and one hard-attention lookup a step. One lookup recalls all tables. By construction; whether training finds it is not shown.`,
  });
}
