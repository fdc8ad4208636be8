import type { Matrix } from "../../numerics/linear-algebra/matrix.js";
import { rowOf } from "../../numerics/linear-algebra/rows.js";
import { solveSmall } from "../../numerics/optimisation/solve-small.js";
import { cheapest, type ShareBounds, total } from "./bounds.js";

/** A convex function of n shares with its derivatives. */
export interface ConvexFunction {
  readonly dimension: number;
  /** The function at n shares. */
  value(shares: Float64Array): number;
  /** n numbers. */
  gradient(shares: Float64Array): Float64Array;
  /** n × n, positive semidefinite. */
  hessian(shares: Float64Array): Matrix;
}

/** A minimum over mixtures, with its proof. */
export interface SimplexMinimum {
  /** n shares, summing to one. */
  readonly shares: Float64Array;
  readonly value: number;
  /** No mixture within the bounds has a value below `value − gap`. */
  readonly gap: number;
  /** Newton steps. */
  readonly iterations: number;
  /** `converged`: the gap is within the tolerance. `stalled`: rounding keeps it above; the gap still holds. */
  readonly reason: "converged" | "stalled";
}

/**
 * The least value of a convex function over the mixtures within bounds. Newton's method on f − μ Σ ln(distance to bounds)
 * with μ falling tenfold (Boyd & Vandenberghe, Convex Optimization, 2004, §11.3); then shares at a bound to within the
 * tolerance are put on it. The certificate is Frank and Wolfe's: f is above its tangent plane, whose least value over the
 * mixtures is a sort away; it rests on convexity alone, not on how the point was found. The tolerance is of the gap;
 * where 4·10⁻¹³ of |f| is more, rounding allows no better, and that is the tolerance.
 */
export function simplexMinimum(f: ConvexFunction, bounds: ShareBounds, tolerance = 1e-10): SimplexMinimum {
  let shares = interior(bounds);
  let iterations = 0;
  const enough = () => Math.max(tolerance, 4e-13 * Math.abs(f.value(shares)));
  let gap = frankWolfeGap(f, shares, bounds);
  // From the size of the function's slope down to where rounding rules.
  for (let mu = Math.max(gap, tolerance); gap > enough() / 2 && mu > tolerance * 1e-8; mu /= 10) {
    for (let step = 0; step < 20; step++, iterations++) {
      const next = newtonStep(f, shares, bounds, mu);
      if (next === null) break;
      shares = next;
    }
    gap = frankWolfeGap(f, shares, bounds);
  }
  const snapped = snap(shares, bounds);
  const snappedGap = frankWolfeGap(f, snapped, bounds);
  const best = snappedGap <= Math.max(gap, enough()) ? snapped : shares;
  const certified = best === snapped ? snappedGap : gap;
  const reason = certified <= enough() ? "converged" : "stalled";
  return { shares: best, value: f.value(best), gap: certified, iterations, reason };
}

/** ∇f(r)·(r − v) with v the mixture that makes ∇f(r)·v least: f(r) minus it is below f everywhere. Never negative. */
export function frankWolfeGap(f: ConvexFunction, shares: Float64Array, bounds: ShareBounds): number {
  const slope = f.gradient(shares);
  const vertex = cheapest(slope, bounds);
  return Math.max(
    0,
    slope.reduce((sum, value, j) => sum + value * (shares[j]! - vertex[j]!), 0),
  );
}

/** The point the same way from every lower to every upper bound. */
function interior({ lower, upper }: ShareBounds): Float64Array {
  const room = total(upper) - total(lower);
  const part = room > 0 ? (1 - total(lower)) / room : 0;
  return lower.map((low, j) => low + part * (upper[j]! - low));
}

/** One damped Newton step of the barrier problem; null at its minimum, or where rounding allows no more. */
function newtonStep(f: ConvexFunction, shares: Float64Array, bounds: ShareBounds, mu: number): Float64Array | null {
  // Shares whose bounds leave no room stay.
  const free = Array.from(shares.keys()).filter((j) => bounds.upper[j]! - bounds.lower[j]! > 0);
  const inside = free.every((j) => shares[j]! > bounds.lower[j]! && shares[j]! < bounds.upper[j]!);
  if (free.length < 2 || !inside) return null;
  const slope = f.gradient(shares);
  const curvature = f.hessian(shares);
  const below = (j: number) => shares[j]! - bounds.lower[j]!;
  const above = (j: number) => bounds.upper[j]! - shares[j]!;
  const gradient = free.map((j) => slope[j]! - mu / below(j) + mu / above(j));
  const diagonal = free.map((j) => rowOf(curvature, j)[j]! + mu / below(j) ** 2 + mu / above(j) ** 2);
  // In units of each share's own curvature, since those near a bound have 10¹⁰ times that of others.
  const unit = diagonal.map((value) => 1 / Math.sqrt(value));
  const widest = Math.max(...unit);
  const system = free.map((j, a) => [
    ...free.map((k, b) => (a === b ? 1 : rowOf(curvature, j)[k]! * unit[a]! * unit[b]!)),
    unit[a]! / widest,
  ]);
  system.push([...unit.map((value) => value / widest), 0]);
  const solution = solveSmall(system, [...gradient.map((value, a) => -value * unit[a]!), 0]);
  if (solution === null) return null;
  const direction = solution.subarray(0, free.length).map((value, a) => value * unit[a]!);
  const decrement = -direction.reduce((sum, value, a) => sum + value * gradient[a]!, 0);
  // In units of the barrier: 10⁻⁹ is a point on the central path to five digits.
  if (!(decrement > 1e-9 * mu)) return null;
  return lineSearch(f, shares, bounds, mu, free, direction, decrement);
}

/** The barrier problem's value at the point, then the first of 1, ½, ¼ … of the step that lowers it enough. */
function lineSearch(
  f: ConvexFunction,
  shares: Float64Array,
  { lower, upper }: ShareBounds,
  mu: number,
  free: readonly number[],
  direction: Float64Array,
  decrement: number,
): Float64Array | null {
  const barrier = (point: Float64Array) =>
    free.reduce(
      (sum, j) => sum - mu * (Math.log(point[j]! - lower[j]!) + Math.log(upper[j]! - point[j]!)),
      f.value(point),
    );
  const start = barrier(shares);
  for (let t = 1; t > 1e-12; t /= 2) {
    const point = shares.slice();
    free.forEach((j, a) => {
      point[j]! += t * direction[a]!;
    });
    const value = barrier(point);
    // NaN, outside the bounds, is no fall. Below the rounding of the barrier the step is Newton's own word.
    const unmeasurable = decrement < 1e-11 * (1 + Math.abs(start)) && Number.isFinite(value);
    if (unmeasurable || value <= start - 0.1 * t * decrement) return point;
  }
  return null;
}

/** Shares within a millionth of the room from a bound go onto it; what that takes comes from the freest share. */
function snap(shares: Float64Array, { lower, upper }: ShareBounds): Float64Array {
  const snapped = shares.map((share, j) => {
    const room = upper[j]! - lower[j]!;
    if (share - lower[j]! <= 1e-6 * room) return lower[j]!;
    return upper[j]! - share <= 1e-6 * room ? upper[j]! : share;
  });
  const slack = (j: number) => Math.min(snapped[j]! - lower[j]!, upper[j]! - snapped[j]!);
  const freest = Array.from(snapped.keys()).reduce((best, j) => (slack(j) > slack(best) ? j : best), 0);
  if (slack(freest) > 0) snapped[freest]! += 1 - total(snapped);
  return Math.abs(total(snapped) - 1) < 1e-12 ? snapped : shares;
}
