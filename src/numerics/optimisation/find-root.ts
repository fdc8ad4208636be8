import { invalid } from "../errors.js";

/** How a search for a root ended. */
export interface RootResult {
  /** The root, or the best point found: see `reason`. */
  readonly x: number;
  /** f(x). */
  readonly f: number;
  /** Evaluations of f after those at the two ends. */
  readonly iterations: number;
  /**
   * `converged`: f changes sign within the tolerance of x. `no-bracket`: f has the same sign at both ends, of which x is
   * the one with the smaller |f|. `pole`: f changes sign at x, but |f| is larger there than at the ends. `non-finite`:
   * f(x) is NaN, or infinite where the sign changes.
   */
  readonly reason: "converged" | "no-bracket" | "max-iterations" | "pole" | "non-finite";
}

/** Options of {@link findRoot}. */
export interface RootOptions {
  /** Largest error of x, besides four units in its last place; 1e-30 of |b − a| unless told. */
  readonly tolerance?: number;
  /** Most evaluations of f after those at the ends; 1000 unless told. */
  readonly maxIterations?: number;
}

/**
 * A root of `f` between `a` and `b`, where its signs differ: inverse quadratic interpolation and secants, safeguarded by
 * bisection, so that it converges superlinearly on smooth functions and always on continuous ones. An infinite f(a) or
 * f(b) counts by its sign.
 *
 * Source: Brent, Algorithms for Minimization without Derivatives (1973), chapter 4.
 * @throws InputError unless a and b are finite.
 */
export function findRoot(f: (x: number) => number, a: number, b: number, options: RootOptions = {}): RootResult {
  const { tolerance = 1e-30 * Math.abs(b - a), maxIterations = 1000 } = options;
  if (!Number.isFinite(b - a)) throw invalid("bracket", [a, b].join(" … "), "two finite numbers");
  let fa = f(a);
  let fb = f(b);
  if (Number.isNaN(fa)) return { x: a, f: fa, iterations: 0, reason: "non-finite" };
  if (fa > 0 === fb > 0 && fa !== 0 && fb !== 0 && !Number.isNaN(fb)) {
    const [x, value] = Math.abs(fa) < Math.abs(fb) ? [a, fa] : [b, fb];
    return { x, f: value, iterations: 0, reason: "no-bracket" };
  }
  const largest = Math.max(Math.abs(fa), Math.abs(fb));
  // b is the best point; the root lies between b and c; a is the best point before.
  let c = a;
  let fc = fa;
  let step = b - a;
  let stepBefore = step;
  for (let iterations = 0; ; iterations++) {
    if (Number.isNaN(fb)) return { x: b, f: fb, iterations, reason: "non-finite" };
    if (fb > 0 === fc > 0 && fb !== 0) {
      c = a;
      fc = fa;
      step = b - a;
      stepBefore = step;
    }
    if (Math.abs(fc) < Math.abs(fb)) {
      [a, b, c] = [b, c, b];
      [fa, fb, fc] = [fb, fc, fb];
    }
    const least = 2 * Number.EPSILON * Math.abs(b) + tolerance / 2;
    const half = (c - b) / 2;
    if (fb === 0 || Math.abs(half) <= least) return { x: b, f: fb, iterations, reason: judge(fb, largest) };
    if (iterations === maxIterations) return { x: b, f: fb, iterations, reason: "max-iterations" };

    const superlinear = Math.abs(stepBefore) >= least && Math.abs(fa) > Math.abs(fb);
    const proposal = superlinear ? interpolate(a, b, c, fa, fb, fc) : 0;
    const limit = Math.min(1.5 * Math.abs(half) - least / 2, Math.abs(stepBefore) / 2);
    const accepted = proposal / half > 0 && Math.abs(proposal) < limit;
    stepBefore = accepted ? step : half;
    step = accepted ? proposal : half;
    a = b;
    fa = fb;
    b += Math.abs(step) > least ? step : Math.sign(half) * least;
    fb = f(b);
  }
}

/** Whether a change of sign, closed in upon, is a root. */
function judge(f: number, largest: number): RootResult["reason"] {
  if (!Number.isFinite(f)) return "non-finite";
  return Math.abs(f) > largest ? "pole" : "converged";
}

/** The step from b to the root of the secant (a = c) or of the inverse parabola through the points; else NaN. */
function interpolate(a: number, b: number, c: number, fa: number, fb: number, fc: number): number {
  const s = fb / fa;
  if (a === c) return -((c - b) * s) / (1 - s);
  const q = fa / fc;
  const r = fb / fc;
  const p = s * ((c - b) * q * (q - r) - (b - a) * (r - 1));
  return p / -((q - 1) * (r - 1) * (s - 1));
}
