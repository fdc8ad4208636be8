import type { Descent } from "../../numerics/optimisation/minimize-within.js";
import { type Box, clampInto } from "../../numerics/optimisation/minimize-within.js";
import type { Stream } from "../../numerics/random/stream.js";
import { descend, descendSquares } from "./descend.js";
import type { Objective } from "./objective.js";
import type { Loss } from "./types.js";

/** A local optimum and how many starts ended in it. */
export interface Basin extends Descent {
  readonly starts: number;
}

/** Rough least-squares optima that are followed down to the loss's own: it lies near one of the best. */
const MOST_FOLLOWED = 12;

/** How far beside an optimum, relative to each parameter on its scale, {@link searchNearby} begins. */
const NEARBY = 0.1;

/** Two ends of a search are one optimum if their values agree to this, relatively … */
const SAME_VALUE = 1e-8;
/** … or are both nothing but rounding, a run … */
const ROUNDING = 1e-20;
/** … and if their parameters agree to this. Two points of one value far apart on a flat floor are two optima. */
const SAME_POINT = 1e-3;

/**
 * Searches from every start and gathers the distinct optima, best first. Starts that meet at the least-squares stage go
 * on as one.
 */
export function search(objective: Objective, loss: Loss, starts: readonly Float64Array[], box: Box): readonly Basin[] {
  const roughly = starts.map((u) => descendSquares(objective, loss, u, box)).filter(reached);
  // A robust loss is followed through stages, each a search; least squares are at their optimum already, or soon.
  const near =
    loss.kind === "huber" || loss.kind === "l1" ? { value: 1e-2, point: 1e-1 } : { value: 1e-4, point: 1e-3 };
  const rough = roughly.map((descent) => ({ ...descent, starts: 1 }));
  const basins = gather(rough, near.value, near.point, objective.n);
  const ends = basins
    .slice(0, MOST_FOLLOWED)
    .map((basin) => ({ ...descend(objective, loss, basin.u, box), starts: basin.starts }));
  return gather(ends.filter(reached), SAME_VALUE, SAME_POINT, objective.n);
}

/**
 * Searches that begin beside the best optimum so far, one after another: where optima lie along a curved valley, a start
 * from afar seldom ends at its bottom. The optima, best first.
 */
export function searchNearby(
  objective: Objective,
  loss: Loss,
  basins: readonly Basin[],
  box: Box,
  stream: Stream,
  searches: number,
): readonly Basin[] {
  let found = basins;
  for (let k = 0; k < searches; k++) {
    const beside = found[0]!.u.map((x) => x + NEARBY * Math.max(Math.abs(x), 0.1) * stream.normal());
    const end = descend(objective, loss, clampInto(beside, box), box);
    if (reached(end)) found = gather([...found, { ...end, starts: 1 }], SAME_VALUE, SAME_POINT, objective.n);
  }
  return found;
}

function reached({ value }: Descent): boolean {
  return Number.isFinite(value);
}

function gather(ends: readonly Basin[], sameValue: number, samePoint: number, runs: number): Basin[] {
  const distinct: Basin[] = [];
  for (const end of [...ends].sort((a, b) => a.value - b.value)) {
    const index = distinct.findIndex(
      (other) =>
        Math.abs(end.value - other.value) <= sameValue * Math.abs(other.value) + ROUNDING * runs &&
        end.u.every((x, j) => Math.abs(x - other.u[j]!) <= samePoint * Math.max(1, Math.abs(x))),
    );
    if (index < 0) distinct.push(end);
    else distinct[index] = { ...distinct[index]!, starts: distinct[index]!.starts + end.starts };
  }
  return distinct;
}
