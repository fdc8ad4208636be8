import { undecided, type Verdict, verdict } from "../../../study/index.js";
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

/** The share of the whole context that the state must hold: saved is what falls with the length. */
function judgeMemory(rows: readonly Measurement[], { vertices }: Params): Verdict {
  const claim = "S0/§1.2/recurrent-memory";
  const [shortest, n] = [Math.min(...vertices), Math.max(...vertices)];
  if (n < 4 * shortest) return undecided(claim, "needs numbers of vertices that differ by a factor of 4");
  if (scalarOf(rows, "states_wrong").value !== 0) return undecided(claim, "the count of states and its formula differ");
  const bits = (size: number) =>
    pointsOf(rows, "bits").find(({ x, series }) => x === size && series.startsWith("recurrent"))!.value!;
  const share = (size: number) => bits(size) / (2 * (size - 1) * Math.log2(size));
  return verdict(claim, share(n) >= 1 ? "fails" : share(n) < share(shortest) / 2 ? "holds" : "corrected", {
    measured: share(n),
    expected: share(shortest),
    note:
      `Bits of state that any recurrent model needs to tell trees from a stream of edges, over those of the stream itself, at n = ${n} vertices (${Math.round(bits(n))} bits); expected: the same at n = ${shortest}. A share that falls to half of it or less holds, one of 1 fails. ` +
      "Correction: the advantage grows with the length for tasks of few Myhill–Nerode classes only (parity: 1 bit); here it is a constant factor.",
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
