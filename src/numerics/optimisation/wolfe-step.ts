/** A function along a ray: its value and slope at a step t, and whatever else was found at that point. */
export type Ray<P> = (t: number) => Sample<P>;

/** What was found at a step of length t. */
export interface Sample<P> {
  readonly t: number;
  readonly f: number;
  readonly slope: number;
  readonly point: P;
}

/** Part of the slope at the start that f must fall by, and part that the slope must fall to. */
const DECREASE = 1e-4;
const FLATTER = 0.9;
const MOST = 30;

/**
 * A step that satisfies the strong Wolfe conditions, from a start (t = 0) where f falls, trying `first` first. Where f
 * is flat to its rounding, a step that lowers f at all; null where none was found. Points outside the domain (NaN, +∞)
 * only shorten the step.
 *
 * Source: Nocedal & Wright, Numerical Optimization (2nd ed. 2006), algorithms 3.5 and 3.6.
 */
export function wolfeStep<P>(ray: Ray<P>, start: Sample<P>, first: number): Sample<P> | null {
  const low = (sample: Sample<P>): boolean => sample.f <= start.f + DECREASE * sample.t * start.slope;
  const flat = (sample: Sample<P>): boolean => Math.abs(sample.slope) <= -FLATTER * start.slope;
  let inside = start;
  let outside: Sample<P> | null = null;
  let t = first;
  for (let count = 0; count < MOST; count++) {
    const sample = ray(t);
    // Negated, so that NaN counts as too high.
    if (!(low(sample) && (sample.f < inside.f || inside === start))) outside = sample;
    else if (flat(sample)) return sample;
    else {
      if (sample.slope >= 0 === inside.t < sample.t) outside = inside;
      inside = sample;
    }
    t = outside === null ? 4 * t : between(inside, outside);
    if (t === inside.t || t === outside?.t) break;
  }
  return inside.f < start.f ? inside : null;
}

/** The minimum of the cubic through two samples, kept a tenth away from both; the middle where there is none. */
function between(a: Sample<unknown>, b: Sample<unknown>): number {
  const middle = a.t + (b.t - a.t) / 2;
  if (!Number.isFinite(b.f) || !Number.isFinite(b.slope)) return a.t + (b.t - a.t) / 10;
  const d1 = a.slope + b.slope - (3 * (a.f - b.f)) / (a.t - b.t);
  const d2 = Math.sign(b.t - a.t) * Math.sqrt(d1 * d1 - a.slope * b.slope);
  const t = b.t - (b.t - a.t) * ((b.slope + d2 - d1) / (b.slope - a.slope + 2 * d2));
  const margin = Math.abs(b.t - a.t) / 10;
  const inner = Math.min(Math.max(t, Math.min(a.t, b.t) + margin), Math.max(a.t, b.t) - margin);
  return Number.isFinite(inner) ? inner : middle;
}
