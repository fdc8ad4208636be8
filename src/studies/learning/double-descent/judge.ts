import { estimate } from "../../../numerics/statistics/estimate.js";
import { quantile } from "../../../numerics/statistics/index.js";
import { undecided, type Verdict, verdict } from "../../../study/index.js";
import { estimateWhere, values } from "../../selection.js";
import type { Method, Params, Row } from "./study.js";

/** Two errors are nearly the same within this share. */
const NEARLY = 0.1;

/** Before that the directions that make the peak are not learnt. */
const LEAST_EPOCHS = 1000;

/** Verdicts on the claims of `claims.ts`. */
export function judge(rows: readonly Row[], params: Params): Verdict[] {
  return [
    judgePlace(rows, params),
    judgeDoubleDescent(rows, params),
    judgeLimit(rows, params),
    judgeHeight(rows, params),
  ];
}

/** The value of α in the list that is nearest to another number. */
function nearest(alpha: readonly number[], to: number): number {
  return alpha.reduce((best, a) => (Math.abs(a - to) < Math.abs(best - to) ? a : best));
}

function judgePlace(rows: readonly Row[], { alpha, D, repetitions }: Params): Verdict {
  const claim = "S2/fig-16b/peak-at-one";
  const expected = 1 + 1 / D;
  const place = nearest(alpha, expected);
  if (Math.abs(place - expected) > 0.5 / D || !alpha.includes(1) || repetitions < 3) {
    return undecided(claim, `needs 1 and 1 + 1/D = ${expected} among α, and 3 repetitions`);
  }
  const median = (a: number) => quantile(Float64Array.from(values(rows, { alpha: a, method: "minnorm" }, "eps")), 0.5);
  const highest = alpha.reduce((best, a) => (median(a) > median(best) ? a : best));
  return verdict(claim, highest === place ? "corrected" : highest === 1 ? "holds" : "undecided", {
    measured: highest,
    expected,
    tolerance: 0.5 / D,
    note:
      `The α of the highest median of the exact ridgeless error: ${median(place).toPrecision(3)} there, ` +
      `${median(1).toPrecision(3)} at α = 1. W has D(D+1) live entries, so the peak is at P = D(D+1), which is α = 1 + 1/D.`,
  });
}

/** Whether the error falls, rises to the peak and falls again. */
function judgeDoubleDescent(rows: readonly Row[], { alpha, D, trained, epochs }: Params): Verdict {
  const claim = "S2/fig-16b/both-show-double-descent";
  const place = nearest(alpha, 1 + 1 / D);
  const before = alpha.filter((a) => a <= 0.9);
  const last = Math.max(...alpha);
  if (before.length === 0 || last <= 1.3 || trained < 2 || epochs < LEAST_EPOCHS) {
    return undecided(claim, `needs α of at most 0.9 and above 1.3, trained twice for ${LEAST_EPOCHS} epochs`);
  }
  const rises = (["merged", "separate"] as const).flatMap((method) => {
    const mean = (a: number) => estimateWhere(rows, { alpha: a, method }, "eps").value!;
    const valley = before.reduce((best, a) => (mean(a) < mean(best) ? a : best));
    return [valley, last].map((side) => pairedLogRatio(rows, method, place, side));
  });
  const least = rises.reduce((a, b) => (b.value! < a.value! ? b : a));
  const [value, stderr] = [least.value!, least.stderr ?? 0];
  return verdict(claim, value > 2 * stderr && value > 0 ? "holds" : value < -2 * stderr ? "fails" : "undecided", {
    measured: least,
    expected: 0,
    tolerance: 2 * stderr,
    note: `The least of four: ln of the error at α = ${place} over that in the valley before it and over that at ${last}, merged and separate; must be above 0.`,
  });
}

/** Mean over repetitions of ln ε at one α less ln ε at another. */
function pairedLogRatio(rows: readonly Row[], method: Method, above: number, below: number) {
  const [a, b] = [above, below].map((alpha) => values(rows, { alpha, method }, "eps"));
  return estimate(a!.map((value, i) => Math.log(value / b![i]!)));
}

function judgeLimit(rows: readonly Row[], { alpha, trained }: Params): Verdict {
  const claim = "S2/fig-16b/ridgeless-limit";
  const poor = alpha.filter((a) => a <= 0.5);
  if (poor.length === 0 || trained < 2) return undecided(claim, "needs α of at most 0.5, trained twice");
  const excess = (method: Method, over: Method) =>
    estimate(
      poor.flatMap((a) => {
        const [above, below] = [method, over].map((name) => values(rows, { alpha: a, method: name }, "eps"));
        return above!.slice(0, trained).map((value, i) => Math.log(value / below![i]!));
      }),
    );
  const [gap, left] = [excess("merged", "minnorm"), excess("merged", "descent")];
  const [value, error] = [gap.value!, 3 * gap.stderr!];
  const kind = value - error > NEARLY ? "corrected" : Math.abs(value) + error < NEARLY ? "holds" : "undecided";
  return verdict(claim, kind, {
    measured: gap,
    expected: 0,
    tolerance: NEARLY,
    note:
      `ln of the trained error (merged) over the ridgeless limit's on the same tasks, at α = ${poor.join(", ")}; over the exact limit of gradient ` +
      `descent from the same initial W it is ${left.value!.toPrecision(2)}. Below the peak the data fix P of D(D+1) directions; the rest of W stays as it began.`,
  });
}

function judgeHeight(rows: readonly Row[], { alpha, D, trained, epochs }: Params): Verdict {
  const claim = "S2/fig-16b/height-of-the-peak";
  const place = nearest(alpha, 1 + 1 / D);
  if (Math.abs(place - 1 - 1 / D) > 0.5 / D || trained < 2 || epochs < LEAST_EPOCHS) {
    return undecided(claim, `needs α = 1 + 1/D, trained twice for ${LEAST_EPOCHS} epochs`);
  }
  const atPeak = rows.filter(({ alpha: a, early }) => a === place && early !== null);
  if (atPeak.some(({ fall }) => fall! > 0.5)) return undecided(claim, "the training error did not fall by half");
  const growth = estimate(atPeak.map(({ eps, early }) => Math.log(eps / early!)));
  const exact = quantile(Float64Array.from(values(rows, { alpha: place, method: "minnorm" }, "eps")), 0.5);
  const [value, stderr] = [growth.value!, growth.stderr ?? 0];
  const kind =
    Math.abs(value) - 3 * stderr > 0.1 ? "fails" : Math.abs(value) + 3 * stderr < 0.1 ? "holds" : "undecided";
  return verdict(claim, kind, {
    measured: growth,
    expected: 0,
    tolerance: 0.1,
    note:
      `ln of the error at the peak after ${epochs} epochs over that after a tenth of them, both parametrisations: 0 where training has settled. ` +
      `Where it still grows, it does so towards an exact error whose median is ${exact.toPrecision(3)} and whose mean is infinite. The height shown is that of the training time.`,
  });
}
