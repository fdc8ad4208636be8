import { invalid } from "../errors.js";
import { logGamma, logGammaOnePlus, stirlingCorrection } from "./gamma-function.js";

/**
 * The regularised lower incomplete gamma function P(a, x) = γ(a, x)/Γ(a): the distribution function of a gamma number of
 * shape a, and with (k/2, x/2) that of chi-square with k degrees of freedom. To about 1e-14 relative where it is not
 * tiny, else to |ln P| units in the last place. Time grows as √a.
 * @throws InputError unless a > 0 is finite and x ≥ 0.
 */
export function regularizedGammaP(a: number, x: number): number {
  check(a, x);
  return x < a + 1 ? lowerSeries(a, x) : 1 - upperFraction(a, x);
}

/**
 * The regularised upper incomplete gamma function Q(a, x) = 1 − P(a, x), as accurate as {@link regularizedGammaP}, also
 * where it is small. With (k/2, x/2) it is the p-value of a chi-square statistic x with k degrees of freedom.
 * @throws InputError unless a > 0 is finite and x ≥ 0.
 */
export function regularizedGammaQ(a: number, x: number): number {
  check(a, x);
  // For small a, P is near 1 long before x reaches a + 1.
  if (a < 1) return x < 1.1 ? upperSeries(a, x) : upperFraction(a, x);
  return x < a + 1 ? 1 - lowerSeries(a, x) : upperFraction(a, x);
}

function check(a: number, x: number): void {
  if (!(a > 0 && a < Number.POSITIVE_INFINITY)) throw invalid("a", a, "a finite number above 0");
  if (!(x >= 0)) throw invalid("x", x, "a number of at least 0");
}

/** P = x^a e^(−x)/Γ(a + 1) · Σ xⁿ / ((a + 1) … (a + n)), all terms positive (DLMF 8.11.4). */
function lowerSeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; term > sum * 1e-17; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return power(a, x) * sum;
}

/** Q = 1 − x^a/Γ(a + 1) · (1 + a Σ (−x)ⁿ / ((a + n) n!)) for small a and x (Gautschi, ACM TOMS 5 (1979) 466). */
function upperSeries(a: number, x: number): number {
  if (x === 0) return 1;
  const logarithm = a * Math.log(x) - logGammaOnePlus(a);
  let term = 1;
  let sum = 0;
  for (let n = 1; Math.abs(term) > 1e-18; n++) {
    term *= -x / n;
    sum += term / (a + n);
  }
  return -Math.expm1(logarithm) - Math.exp(logarithm) * a * sum;
}

/** Q by its continued fraction (DLMF 8.9.2) with Lentz's forward evaluation; for x ≥ a + 1. */
function upperFraction(a: number, x: number): number {
  if (x === Number.POSITIVE_INFINITY) return 0;
  let denominator = x + 1 - a;
  let ratioAbove = Number.POSITIVE_INFINITY;
  let ratioBelow = 1 / denominator;
  let fraction = ratioBelow;
  for (let n = 1, change = 0; Math.abs(change - 1) > 2 * Number.EPSILON; n++) {
    const numerator = n * (a - n);
    denominator += 2;
    ratioAbove = denominator + numerator / ratioAbove;
    ratioBelow = 1 / (denominator + numerator * ratioBelow);
    change = ratioAbove * ratioBelow;
    fraction *= change;
  }
  return power(a, x) * a * fraction;
}

/** x^a e^(−x) / Γ(a + 1), without the cancellation among the logarithms of its factors. */
function power(a: number, x: number): number {
  if (a < 10) return (x ** a * Math.exp(-x)) / Math.exp(logGamma(a + 1));
  return Math.exp(-a * excess(a, x) - stirlingCorrection(a)) / Math.sqrt(2 * Math.PI * a);
}

/** u − ln(1 + u) ≥ 0 for u = x/a − 1, by the series of artanh where the two nearly cancel. */
function excess(a: number, x: number): number {
  const u = (x - a) / a;
  if (u < -0.5 || u > 1) return u - Math.log(x / a);
  const r = u / (2 + u);
  const square = r * r;
  let sum = 0;
  for (let n = 41; n >= 3; n -= 2) sum = sum * square + 1 / n;
  return r * (u - 2 * square * sum);
}
