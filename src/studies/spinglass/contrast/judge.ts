import { type Estimate, estimate } from "../../../numerics/statistics/estimate.js";
import { ampThreshold, populationError, ridgeEquivalent } from "../../../spinglass/index.js";
import { undecided, type Verdict, type VerdictKind, verdict } from "../../../study/index.js";
import { byPoint } from "./metrics.js";
import type { Params, Row } from "./study.js";

/** Verdicts on the claims of `claims.ts`. */
export function judge(rows: readonly Row[], params: Params): Verdict[] {
  const points = byPoint(rows);
  const at = (P: number, N: number, column: "contrast_ridge" | "eps_ridge") =>
    estimate((points.get(`P=${P},N=${N}`) ?? []).map((row) => row[column]));
  return [
    judgeDiversity(at, params),
    judgeLongerPrompts(at, params),
    judgeBlankCorner(points, params),
    judgeQuality(at, params),
  ];
}

type PointEstimate = (P: number, N: number, column: "contrast_ridge" | "eps_ridge") => Estimate;

/** b − a with the error of a difference of independent estimates. */
function difference(a: Estimate, b: Estimate): Estimate {
  const stderr = a.stderr === null || b.stderr === null ? null : Math.hypot(a.stderr, b.stderr);
  return { value: b.value! - a.value!, stderr, n: Math.min(a.n, b.n) };
}

/** Whether a number is above 0, below it, or too near to tell. */
function threeWay(value: number, tolerance: number): VerdictKind {
  return value > tolerance ? "holds" : value < -tolerance ? "fails" : "undecided";
}

function judgeDiversity(at: PointEstimate, { P, N }: Params): Verdict {
  const claim = "S2/fig-12a/contrast-grows-with-diversity";
  const [few, many] = [Math.min(...P), Math.max(...P)];
  if (few === many) return undecided(claim, "needs at least two values of P");
  const changes = N.map((n) => difference(at(few, n, "contrast_ridge"), at(many, n, "contrast_ridge")));
  const smallest = changes.reduce((a, b) => (b.value! < a.value! ? b : a));
  if (smallest.stderr === null) return undecided(claim, "needs at least 2 repetitions");
  const tolerance = 4 * smallest.stderr;
  return verdict(claim, threeWay(smallest.value!, tolerance), {
    measured: smallest,
    expected: 0,
    tolerance,
    note: `Smallest rise of the exact ground state's contrast from P = ${few} to P = ${many} over all N; must be above 0.`,
  });
}

function judgeLongerPrompts(at: PointEstimate, { P, N }: Params): Verdict {
  const claim = "S2/fig-12a/longer-prompts-lower-error";
  const [short, long] = [Math.min(...N), Math.max(...N)];
  if (short === long) return undecided(claim, "needs at least two values of N");
  const most = Math.max(...P);
  const change = difference(at(most, short, "eps_ridge"), at(most, long, "eps_ridge"));
  if (change.stderr === null) return undecided(claim, "needs at least 2 repetitions");
  const tolerance = 4 * change.stderr;
  return verdict(claim, threeWay(-change.value!, tolerance), {
    measured: change,
    expected: 0,
    tolerance,
    note: `Change of the exact ground state's error from N = ${short} to N = ${long} at P = ${most}; must be below 0.`,
  });
}

/** Compares where AMP converged, point by point, with P ≥ P_c(N) in closed form. */
function judgeBlankCorner(points: ReadonlyMap<string, readonly Row[]>, { N, D, lambda }: Params): Verdict {
  const thresholds = new Map(N.map((n) => [n, ampThreshold({ D, N: n, lambda })]));
  const agreements: number[] = [];
  const sides = new Set<boolean>();
  for (const group of points.values()) {
    const { P, N } = group[0]!;
    const share = group.filter((row) => row.amp_converged).length / group.length;
    const above = P >= thresholds.get(N)!;
    sides.add(above);
    agreements.push(Number(share >= 0.5 === above));
  }
  const claim = "S2/fig-12a/blank-corner";
  if (sides.size < 2) return undecided(claim, "needs points on both sides of P_c(N)");
  const share = agreements.reduce((a, b) => a + b, 0) / agreements.length;
  return verdict(claim, share >= 0.95 ? "holds" : "fails", {
    measured: share,
    expected: 1,
    tolerance: 0.05,
    note:
      "Share of points at which AMP (153) converges in at least half of the repetitions exactly if P ≥ P_c(N), the closed form below which its " +
      "variance equation has no positive solution: not a matter of iterations, start or damping.",
  });
}

function judgeQuality(at: PointEstimate, { P, N, D, lambda }: Params): Verdict {
  const [most, long] = [Math.max(...P), Math.max(...N)];
  const similarity = at(most, long, "contrast_ridge");
  const error = at(most, long, "eps_ridge");
  const floor = populationError({ D, N: long }, 0);
  const theory = ridgeEquivalent({ P: most, D, N: long, lambda })?.error;
  const misleading = similarity.value! > 0.5 && error.value! > (1 + floor) / 2;
  return verdict("S2/eq-161/contrast-measures-quality", misleading ? "corrected" : "holds", {
    measured: error,
    expected: floor,
    tolerance: (1 - floor) / 2,
    note:
      `At P = ${most}, N = ${long}, λ = ${lambda} the contrast is ${similarity.value!.toFixed(3)} and the error ${error.value!.toFixed(3)}` +
      (theory === undefined ? "" : ` (theory ${theory.toFixed(3)})`) +
      `, where guessing 0 gives 1 and the best weights ${floor.toFixed(3)}. The contrast sees the shape of W11, not its scale, ` +
      "which the regulariser shrinks to 1/(1+(D+1)/N+λD).",
  });
}
