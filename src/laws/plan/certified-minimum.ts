import { centralDifferences, minimizeScalar } from "../../numerics/optimisation/index.js";

/** The least value of a function over an interval, and how that is known. */
export interface CertifiedMinimum {
  readonly x: number;
  readonly f: number;
  /** f is larger at both ends of this interval than at x inside it; at an end of the range, the last step of the scan. */
  readonly bracket: readonly [low: number, high: number];
  /** Valleys that the scan met, ends of the range included; 1 where the function falls, then rises. */
  readonly valleys: number;
  /** The end of the range where the function is least, if it is there. */
  readonly end: "low" | "high" | null;
}

/**
 * The minimum of `f` over `low … high` by a scan at `points` equal steps, then Brent's method within the bracket round
 * the lowest, then Newton's. Two valleys within one step of the scan count as one: that is all the certificate leaves open. +∞ and NaN
 * are walls.
 */
export function certifiedMinimum(
  f: (x: number) => number,
  low: number,
  high: number,
  points = 321,
): CertifiedMinimum | null {
  const at = (i: number) => low + ((high - low) * i) / (points - 1);
  const safe = (x: number) => {
    const value = f(x);
    return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
  };
  const values = Float64Array.from({ length: points }, (_, i) => safe(at(i)));
  const bottoms = valleyBottoms(values);
  if (bottoms.length === 0) return null;
  const lowest = bottoms.reduce((best, i) => (values[i]! < values[best]! ? i : best));
  const bracket = [at(Math.max(0, lowest - 1)), at(Math.min(points - 1, lowest + 1))] as const;
  const inside = sharpened(safe, minimizeScalar(safe, ...bracket), (high - low) / (points - 1));
  const lowestIsBest = values[lowest]! <= inside.f;
  return {
    x: lowestIsBest ? at(lowest) : inside.x,
    f: Math.min(values[lowest]!, inside.f),
    bracket,
    valleys: bottoms.length,
    end: !lowestIsBest ? null : lowest === 0 ? "low" : lowest === points - 1 ? "high" : null,
  };
}

/** Rounding of f, relative: what a sharper minimum may seem to be above. */
const ROUNDING = 1e-14;

/**
 * A minimum within `reach` as the root of the slope, to some 1e-12: values of f alone tell points apart to √ε only, which
 * is felt in what is derived from the minimum. It stays as it was where f bends so sharply that the slope is not to be
 * had by differences.
 */
function sharpened(f: (x: number) => number, found: { x: number; f: number }, reach: number) {
  let { x } = found;
  for (let k = 0; k < 2; k++) {
    const { slope, curvature } = centralDifferences(f, x, reach / 4);
    x -= slope / curvature;
    if (!(curvature > 0 && Math.abs(x - found.x) < reach / 4)) return found;
  }
  const value = f(x);
  return value <= found.f + ROUNDING * Math.abs(found.f) ? { x, f: value } : found;
}

/** Indices of the scan from which it rises on both sides; the first of a level stretch. */
function valleyBottoms(values: Float64Array): number[] {
  const bottoms: number[] = [];
  for (let i = 0; i < values.length; ) {
    let end = i;
    while (end + 1 < values.length && values[end + 1] === values[i]) end++;
    const before = i === 0 ? Number.POSITIVE_INFINITY : values[i - 1]!;
    const after = end === values.length - 1 ? Number.POSITIVE_INFINITY : values[end + 1]!;
    if (values[i]! < before && values[i]! < after) bottoms.push(i);
    i = end + 1;
  }
  return bottoms;
}
