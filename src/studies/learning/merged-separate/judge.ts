import { type Estimate, estimate } from "../../../numerics/statistics/estimate.js";
import { undecided, type Verdict, type VerdictKind, verdict } from "../../../study/index.js";
import type { Parametrisation } from "../linear-attention-training.js";
import { kinds, type Params, type Row } from "./study.js";

/** Two errors are nearly the same within this share. */
const NEARLY = 0.05;
/** W is near diagonal where its diagonal is so many times the root mean square of its other entries … */
const NEAR_DIAGONAL = 5;
/** … and its structure is not found where it is less than this. */
const FAR_FROM_DIAGONAL = 2;
/** The test error has converged once it is within this share of its last value for good. */
const CONVERGED = 0.1;

/** Verdicts on the claims of `claims.ts`, at the smallest and the largest density of data. */
export function judge(rows: readonly Row[], { alpha, D, epochs, repetitions }: Params): Verdict[] {
  const [few, many] = [Math.min(...alpha), Math.max(...alpha)];
  const [isFew, isMany] = [few < 1, many > 1 + 2 / D];
  const without = (wanted: string) => `needs ${wanted} among α and at least 2 repetitions`;
  const given = (claim: string, has: boolean, wanted: string, decide: () => Verdict) =>
    has && repetitions > 1 ? decide() : undecided(claim, without(wanted));
  const [near, far] = [contrastAt(NEAR_DIAGONAL, D), contrastAt(FAR_FROM_DIAGONAL, D)];
  const atTheEnd = `after ${epochs} epochs`;
  return [
    given("S2/fig-16a/separate-lower-where-data-are-few", isFew, "a density below 1", () => {
      const ratio = pairedLogRatio(rows, few, ends);
      return verdict("S2/fig-16a/separate-lower-where-data-are-few", below(ratio, 0), {
        ...{ measured: ratio, expected: 0, tolerance: 3 * ratio.stderr! },
        note: `ln of the test error of separate weights over that of merged ones at α = ${few}, ${atTheEnd}, on the same tasks.`,
      });
    }),
    given("S2/fig-16d/structure-not-found-where-data-are-few", isFew, "a density below 1", () => {
      const best = highest(kinds.map((kind) => contrastOf(rows, few, kind)));
      return verdict("S2/fig-16d/structure-not-found-where-data-are-few", below(best, far), {
        ...{ measured: best, expected: far, tolerance: 3 * best.stderr! },
        note: `The higher contrast of the two at α = ${few}, of 1 for a multiple of the identity; below ${far.toPrecision(2)}, a diagonal of less than ${FAR_FROM_DIAGONAL} times the size of the other entries, the structure is not found.`,
      });
    }),
    given("S2/fig-16c/separate-faster-where-data-are-many", isMany, "a density above 1 + 2/D", () => {
      const ratio = pairedLogRatio(rows, many, epochsToConverge);
      return verdict("S2/fig-16c/separate-faster-where-data-are-many", below(ratio, 0), {
        ...{ measured: ratio, expected: 0, tolerance: 3 * ratio.stderr! },
        note: `ln of the epochs until the test error stays within ${100 * CONVERGED} % of its last value, separate over merged, at α = ${many}; the learning rate is the same.`,
      });
    }),
    given("S2/fig-16c/equal-in-the-end-where-data-are-many", isMany, "a density above 1 + 2/D", () => {
      const ratio = pairedLogRatio(rows, many, ends);
      const distance = Math.abs(ratio.value!);
      const error = 3 * ratio.stderr!;
      const kind = distance + error < NEARLY ? "holds" : distance - error > NEARLY ? "fails" : "undecided";
      return verdict("S2/fig-16c/equal-in-the-end-where-data-are-many", kind, {
        ...{ measured: ratio, expected: 0, tolerance: NEARLY },
        note: `ln of the test error of separate weights over that of merged ones at α = ${many}, ${atTheEnd}.`,
      });
    }),
    given("S2/fig-16e/near-diagonal-where-data-are-many", isMany, "a density above 1 + 2/D", () => {
      const lower = lowest(kinds.map((kind) => contrastOf(rows, many, kind)));
      return verdict("S2/fig-16e/near-diagonal-where-data-are-many", above(lower, near), {
        ...{ measured: lower, expected: near, tolerance: 3 * lower.stderr! },
        note: `The lower contrast ⟨W, I⟩/(‖W‖‖I‖) of the two at α = ${many}; from ${near.toPrecision(2)} on, a diagonal of ${NEAR_DIAGONAL} times the size of the other entries, it is called near. The rest is the noise of P tasks.`,
      });
    }),
  ];
}

/** The contrast of a diagonal that is `ratio` times the root mean square of the D² other live entries. */
function contrastAt(ratio: number, D: number): number {
  return ratio / Math.hypot(ratio, Math.sqrt(D));
}

function below({ value, stderr }: Estimate, bound: number): VerdictKind {
  if (value! + 3 * stderr! < bound) return "holds";
  return value! - 3 * stderr! > bound ? "fails" : "undecided";
}

function above({ value, ...rest }: Estimate, bound: number): VerdictKind {
  return below({ value: -value!, ...rest }, -bound);
}

function highest(estimates: readonly Estimate[]): Estimate {
  return estimates.reduce((a, b) => (b.value! > a.value! ? b : a));
}

function lowest(estimates: readonly Estimate[]): Estimate {
  return estimates.reduce((a, b) => (b.value! < a.value! ? b : a));
}

function contrastOf(rows: readonly Row[], alpha: number, kind: Parametrisation): Estimate {
  return estimate(
    rows.flatMap((row) => (row.alpha === alpha && row.kind === kind && row.contrast !== null ? [row.contrast] : [])),
  );
}

/** Mean over repetitions of ln of a number for separate weights less that for merged ones. */
function pairedLogRatio(
  rows: readonly Row[],
  alpha: number,
  numbers: (rows: readonly Row[]) => ReadonlyMap<number, number>,
): Estimate {
  const [merged, separate] = kinds.map((kind) =>
    numbers(rows.filter((row) => row.alpha === alpha && row.kind === kind)),
  );
  return estimate([...separate!].map(([repetition, value]) => Math.log(value / merged!.get(repetition)!)));
}

/** The last test error of each repetition. */
function ends(rows: readonly Row[]): Map<number, number> {
  return new Map(rows.flatMap((row) => (row.contrast === null ? [] : [[row.repetition, row.test!]])));
}

/** The epoch of each repetition from which its test error stays near its last. */
function epochsToConverge(rows: readonly Row[]): Map<number, number> {
  const found = new Map<number, number>();
  for (const [repetition, last] of ends(rows)) {
    const curve = rows.filter((row) => row.repetition === repetition && row.epoch !== null);
    const away = curve.findLastIndex(({ test }) => Math.abs(test! / last - 1) > CONVERGED);
    found.set(repetition, curve[Math.min(away + 1, curve.length - 1)]!.epoch!);
  }
  return found;
}
