import { invalid } from "../../numerics/errors.js";

/** B_2j/(2j)! for j = 1 … 10: the coefficients of Euler and Maclaurin. */
const COEFFICIENTS = [
  1 / 12,
  -1 / 720,
  1 / 30240,
  -1 / 1209600,
  1 / 47900160,
  -691 / 1307674368000,
  1 / 74724249600,
  -3617 / 10670622842880000,
  43867 / 5109094217170944000,
  -174611 / 802857662698291200000,
];

/**
 * Hurwitz's zeta function ζ(s, a) = Σ_{k ≥ 0} (k + a)^−s for s > 1, a > 0: the tail of a power law, by direct terms up to
 * a ≥ 12, then the Euler–Maclaurin formula. Relative error below 1e-14. NIST DLMF §25.11(iii).
 * @throws InputError outside that range.
 */
export function hurwitzZeta(s: number, a: number): number {
  if (!(s > 1 && s < Number.POSITIVE_INFINITY)) throw invalid("s", s, "a number above 1");
  if (!(a > 0 && a < Number.POSITIVE_INFINITY)) throw invalid("a", a, "a positive number");
  const terms = Math.max(0, Math.ceil(12 + s - a));
  let tail = 0;
  const b = a + terms;
  let rising = s * b ** (-s - 1);
  for (let j = 0; j < COEFFICIENTS.length; j++) {
    tail += COEFFICIENTS[j]! * rising;
    rising *= ((s + 2 * j + 1) * (s + 2 * j + 2)) / b ** 2;
  }
  let sum = b ** (1 - s) / (s - 1) + b ** -s / 2 + tail;
  // Smallest first.
  for (let k = terms - 1; k >= 0; k--) sum += (k + a) ** -s;
  return sum;
}
