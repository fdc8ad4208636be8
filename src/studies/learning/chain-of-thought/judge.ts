import { estimate } from "../../../numerics/statistics/index.js";
import { undecided, type Verdict, verdict } from "../../../study/index.js";
import { type Measurement, scalarOf, valuesOf } from "../../measurement.js";
import { FIXED_ROUNDS, UNWRITTEN, WRITTEN } from "./programs.js";
import type { Params } from "./study.js";

/** Verdicts on the claims of `claims.ts`. */
export function judge(rows: readonly Measurement[], params: Params): Verdict[] {
  return [
    judgeIntermediateResults(rows, params),
    judgePhases(rows, params),
    judgeSubproblems(rows),
    judgeDirectAnswer(rows, params),
    judgeLimits(rows, params),
  ];
}

/**
 * With and without results written down, at the same number of applications in sequence of the same local rule. A round
 * does all that a step does, so writing cannot win here; and beside a depth that is fixed it cannot lose. Neither decides.
 */
function judgeIntermediateResults(rows: readonly Measurement[], { operators }: Params): Verdict {
  const longest = Math.max(...operators);
  const finished = (series: string, allowed: number) =>
    estimate(
      rows.flatMap((row) =>
        row.quantity === "finished" && row.series === series && row.x === allowed ? (row.value ?? []) : [],
      ),
    );
  const allowed = [...new Set(rows.flatMap(({ quantity, x }) => (quantity === "finished" ? (x ?? []) : [])))];
  const compared = allowed.map((x) => {
    const [written, unwritten] = [finished(WRITTEN, x), finished(UNWRITTEN, x)];
    const stderr = Math.hypot(written.stderr ?? 0, unwritten.stderr ?? 0);
    return { x, unwritten, gain: { value: written.value! - unwritten.value!, stderr, n: written.n } };
  });
  const best = compared.reduce((a, b) => (b.gain.value > a.gain.value ? b : a)).gain;
  const shares = compared.map(({ unwritten }) => unwritten.value!.toPrecision(2)).join(", ");
  return verdict("S0/§3.3/intermediate-results-help", "undecided", {
    measured: best,
    expected: 0,
    note:
      `Largest gain by writing: share of the expressions with ${longest} operators finished by so many applications of one local rule, one place a step and written anew, less that by as many at all places at once with nothing written (${shares} at ${allowed.join(", ")}; the chain needs ${longest}). ` +
      "No run decides the claim: a round does all that a step does, so the gain is at most 0 at equal numbers of applications, and a chain of any length beside a fixed depth wins by construction. What a chain gives is more applications in sequence than a model has layers. The claim is on trained language models, which are not measured here.",
  });
}

/** Filtering, then learning: exact from about 2d examples on, where inputs and outputs alone never are. */
function judgePhases(rows: readonly Measurement[], { d, k, examples }: Params): Verdict {
  const claim = "S0/§3.3/two-phases";
  const n = examples.find((value) => value >= 4 * d) ?? Math.max(...examples);
  const exact = scalarOf(rows, "exact", `n=${n}`);
  const without = Math.max(...examples.flatMap((value) => valuesOf(rows, "exact_without", `n=${value}`)));
  const kind = exact.value! > 0.98 && without === 0 ? "holds" : "undecided";
  return verdict(claim, kind, {
    measured: exact,
    expected: 1,
    tolerance: 0.02,
    note: `Share of queries answered exactly from n = ${n} examples whose hidden values are shown (d = ${d}, k = ${k}), by filtering the examples of each neuron and least squares: 2d + O(√d) examples suffice. From inputs and outputs alone linear regression leaves ${scalarOf(rows, "error_without", `n=${n}`).value!.toPrecision(2)} of E y² and is never exact.`,
  });
}

function judgeSubproblems(rows: readonly Measurement[]): Verdict {
  const claim = "S0/§3.3/linear-subproblems";
  const residuals = valuesOf(rows, "residual_where_recovered");
  if (residuals.length === 0) return undecided(claim, "needs prompts in which every neuron is active in d examples");
  const residual = Math.max(...residuals);
  return verdict(claim, residual < 1e-16 ? "holds" : "fails", {
    measured: residual,
    expected: 0,
    tolerance: 1e-16,
    note: "Largest squared error over d, by plain least squares on the examples where a neuron is active, whenever every neuron was active in at least d of them. Only after that filtering is the subproblem linear.",
  });
}

/** A theorem about circuits: what runs here shows its two sides, and cannot decide it. */
function judgeDirectAnswer(rows: readonly Measurement[], { operators }: Params): Verdict {
  const length = Math.max(...operators);
  return verdict("S0/§3.3/no-direct-answer", "undecided", {
    measured: scalarOf(rows, "fixed_depth"),
    note:
      `Share of expressions with ${length} operators that ${FIXED_ROUNDS} rounds of this study's rewriting finish: one program of fixed depth, which says nothing of all others. What is known is a theorem under conditions that are not printed: TC⁰ ≠ NC¹ (unproved), numbers of O(log n) bits. No run decides it. ` +
      "With a chain the size stays constant only because the length grows.",
  });
}

function judgeLimits(rows: readonly Measurement[], { word_length }: Params): Verdict {
  const least = Math.min(...["parity", "S5", "A5"].flatMap((name) => valuesOf(rows, "automata_accuracy", name)));
  return verdict("S0/§3.3/limits-of-learning", least === 1 ? "corrected" : "fails", {
    measured: least,
    expected: 1,
    tolerance: 0,
    note:
      `Accuracy of a program of two lookups a step, one token a symbol, on parity (all words up to 12) and on the word problems of S5 and A5 (random words of ${word_length}): linearly many steps recognise every regular language. ` +
      "Correction: the results bound what a transformer can express by the number of its steps, not what it can learn. Nothing here was learned.",
  });
}
