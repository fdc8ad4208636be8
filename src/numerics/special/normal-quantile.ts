import { invalid } from "../errors.js";
import { erf, normalCdf } from "./error-function.js";

/**
 * The x with Φ(x) = p, to about 1e-15 relative; ∓∞ at 0 and 1. For p near 1 it is only as good as 1 − p can be written:
 * use `-normalQuantile(q)` for an upper tail q.
 * Sources: Hastings (1955), as Abramowitz & Stegun 26.2.23, for the start, within 4.5e-4; then Halley's steps, each of
 * which triples the number of correct digits.
 * @throws InputError unless 0 ≤ p ≤ 1.
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) throw invalid("probability", p, "a number from 0 to 1");
  if (p === 0 || p === 1) return p === 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (p === 0.5) return 0;
  if (p > 0.5) return -normalQuantile(1 - p);
  let x = hastingsStart(p);
  for (let step = 0; step < 2; step++) {
    // Near the middle, Φ(x) − 1/2 is compared with p − 1/2: x is small there, and must be right relative to itself.
    const residual = p < 0.25 ? normalCdf(x) - p : 0.5 * erf(x * Math.SQRT1_2) - (p - 0.5);
    const newton = (residual * Math.sqrt(2 * Math.PI)) / Math.exp(-0.5 * x * x);
    x -= newton / (1 + 0.5 * x * newton);
  }
  return x;
}

function hastingsStart(p: number): number {
  const t = Math.sqrt(-2 * Math.log(p));
  const numerator = 2.515517 + t * (0.802853 + t * 0.010328);
  return numerator / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))) - t;
}
