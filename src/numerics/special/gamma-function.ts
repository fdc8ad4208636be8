import { invalid } from "../errors.js";

const EULER_MASCHERONI = 0.5772156649015329;
const HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

/** B_{2k} / (2k(2k − 1)) for k = 1 … 8: the coefficients of Stirling's series in 1/x, 1/x³, … (DLMF 5.11.1). */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400];

/** (ζ(k) − 1)/k for k = 2 … 28, with alternating sign: Taylor coefficients of ln Γ about 2 beyond the linear one. */
const ZETA = Float64Array.from({ length: 27 }, (_, i) => ((-1) ** i * zetaMinusOne(i + 2)) / (i + 2));

/**
 * ln Γ(x) for x > 0, to about 1e-15 relative, also beside its zeros at 1 and 2.
 * Sources: DLMF 5.7.3 (series about 2), 5.5.1 (recurrence), 5.11.1 (Stirling).
 * @throws InputError unless x > 0 is finite.
 */
export function logGamma(x: number): number {
  if (!(x > 0 && x < Number.POSITIVE_INFINITY)) throw invalid("x", x, "a finite number above 0");
  if (x < 0.5) return logGammaOnePlus(x) - Math.log(x);
  if (x < 1.5) return logGammaOnePlus(x - 1);
  if (x >= 10) return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + stirlingCorrection(x);
  let product = 1;
  for (; x > 2.5; x--) product *= x - 1;
  return Math.log(product) + logGammaNearTwo(x - 2);
}

/** ln Γ(1 + z) for −1/2 ≤ z ≤ 1, relatively accurate also for z so small that 1 + z is rounded. */
export function logGammaOnePlus(z: number): number {
  return z > 0.5 ? logGammaNearTwo(z - 1) : logGammaNearTwo(z) - Math.log1p(z);
}

/** The rest of Stirling's formula, ln Γ(x) − (x − ½) ln x + x − ½ ln 2π, for x > 0, to about 1e-16 absolute. */
export function stirlingCorrection(x: number): number {
  if (x < 10) return logGamma(x) - (x - 0.5) * Math.log(x) + x - HALF_LOG_TWO_PI;
  const inverseSquare = 1 / (x * x);
  return STIRLING.reduceRight((sum, coefficient) => sum * inverseSquare + coefficient, 0) / x;
}

/** ln Γ(2 + z) for |z| ≤ 1/2: z(1 − γ) + Σ (−1)^k (ζ(k) − 1) z^k / k. */
function logGammaNearTwo(z: number): number {
  return z * (1 - EULER_MASCHERONI + z * ZETA.reduceRight((sum, coefficient) => sum * z + coefficient, 0));
}

/** ζ(k) − 1 for k ≥ 2: 19 terms and Euler & Maclaurin's formula for the rest. */
function zetaMinusOne(k: number): number {
  const n = 20;
  let sum = n ** (1 - k) / (k - 1) + n ** -k / 2;
  let derivative = k * n ** (-k - 1);
  // B_{2j}/(2j)! times the (2j − 1)-th derivative.
  for (const [j, bernoulli] of [1 / 12, -1 / 720, 1 / 30240, -1 / 1209600, 1 / 47900160].entries()) {
    sum += bernoulli * derivative;
    derivative *= ((k + 2 * j + 1) * (k + 2 * j + 2)) / n ** 2;
  }
  for (let m = n - 1; m >= 2; m--) sum += m ** -k;
  return sum;
}
