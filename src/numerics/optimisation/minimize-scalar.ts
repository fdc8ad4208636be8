import { invalid } from "../errors.js";

/** How a search for a minimum ended. */
export interface MinimumResult {
  /** The best point found; for `non-finite`, the point where f was not. */
  readonly x: number;
  /** f(x). */
  readonly f: number;
  /** Evaluations of f after the first. */
  readonly iterations: number;
  /** `non-finite`: f(x) is NaN or −∞, or f was +∞ wherever it was tried. Else +∞ is a wall, and welcome. */
  readonly reason: "converged" | "max-iterations" | "non-finite";
}

/** Options of {@link minimizeScalar}. */
export interface MinimumOptions {
  /**
   * Error of x that is good enough; 1e-10 of |b − a| unless told. To it comes 1.5e-8 of |x|: nearer to a minimum, f is
   * flat to its own rounding.
   */
  readonly tolerance?: number;
  /** Most evaluations of f after the first; 200 unless told. */
  readonly maxIterations?: number;
}

/** The smaller part of the golden section. */
const GOLDEN = (3 - Math.sqrt(5)) / 2;

/** A point and the value of f there. */
type Sample = readonly [x: number, f: number];

/**
 * A minimum of `f` between `a` and `b` by parabolas through the three best points, safeguarded by golden sections: the
 * minimum where there is one, a local one where there are several, and a point beside the end where f falls towards it.
 *
 * Source: Brent, Algorithms for Minimization without Derivatives (1973), chapter 5.
 * @throws InputError unless a and b are finite.
 */
export function minimizeScalar(
  f: (x: number) => number,
  a: number,
  b: number,
  options: MinimumOptions = {},
): MinimumResult {
  const { tolerance = 1e-10 * Math.abs(b - a), maxIterations = 200 } = options;
  if (!Number.isFinite(b - a)) throw invalid("interval", [a, b].join(" … "), "two finite numbers");
  let [low, high] = a < b ? [a, b] : [b, a];
  const first = low + GOLDEN * (high - low);
  // The best point, the second best, and the one that was second best before.
  let best: Sample = [first, f(first)];
  let second = best;
  let third = best;
  let last = best;
  let step = 0;
  let stepBefore = 0;
  for (let iterations = 0; ; iterations++) {
    if (Number.isNaN(last[1]) || last[1] === Number.NEGATIVE_INFINITY) return ended(last, iterations, "non-finite");
    const [x] = best;
    const least = Math.sqrt(Number.EPSILON) * Math.abs(x) + tolerance;
    const middle = (low + high) / 2;
    if (Math.abs(x - middle) + (high - low) / 2 <= 2 * least) {
      return ended(best, iterations, best[1] < Number.POSITIVE_INFINITY ? "converged" : "non-finite");
    }
    if (iterations === maxIterations) return ended(best, iterations, "max-iterations");

    const parabola = Math.abs(stepBefore) > least ? parabolaStep(best, second, third) : Number.NaN;
    const inside = x + parabola > low && x + parabola < high;
    if (inside && Math.abs(parabola) < Math.abs(stepBefore) / 2) {
      stepBefore = step;
      const nearEnd = Math.min(x + parabola - low, high - x - parabola) < 2 * least;
      step = nearEnd ? Math.sign(middle - x) * least : parabola;
    } else {
      stepBefore = (x < middle ? high : low) - x;
      step = GOLDEN * stepBefore;
    }
    const u = x + (Math.abs(step) >= least ? step : step > 0 ? least : -least);
    last = [u, f(u)];

    if (last[1] <= best[1]) {
      if (u < x) high = x;
      else low = x;
      [best, second, third] = [last, best, second];
    } else {
      if (u < x) low = u;
      else high = u;
      if (last[1] <= second[1] || second === best) [second, third] = [last, second];
      else if (last[1] <= third[1] || third === best || third === second) third = last;
    }
  }
}

function ended([x, f]: Sample, iterations: number, reason: MinimumResult["reason"]): MinimumResult {
  return { x, f, iterations, reason };
}

/** The step from the first point to the vertex of the parabola through the three; NaN where there is none. */
function parabolaStep([x, fx]: Sample, [w, fw]: Sample, [v, fv]: Sample): number {
  const r = (x - w) * (fx - fv);
  const q = (x - v) * (fx - fw);
  return -((x - v) * q - (x - w) * r) / (2 * (q - r));
}
