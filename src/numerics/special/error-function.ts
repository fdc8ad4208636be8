/** Step of the trapezoidal rule below; its error is e^(−π²/h²) ≈ 7·10⁻¹⁸ of the result. */
const STEP = 0.5;
/** (nh)² and e^(−n²h²) for n = 1 … 12, after which the terms fall below the rounding. */
const SQUARES = Float64Array.from({ length: 12 }, (_, i) => ((i + 1) * STEP) ** 2);
const WEIGHTS = SQUARES.map((square) => Math.exp(-square));

/**
 * The error function erf(x) = 2/√π ∫₀ˣ e^(−t²) dt, to a few units in the last place.
 * Source: Kummer's series (DLMF 7.6.2) below 1/2, else 1 − erfc.
 */
export function erf(x: number): number {
  if (x < 0) return -erf(-x);
  return x < 0.5 ? erfSeries(x) : 1 - erfc(x);
}

/**
 * The complementary error function erfc(x) = 1 − erf(x), to about 1e-15 relative also far in the tail (down to
 * underflow at x ≈ 26.5).
 */
export function erfc(x: number): number {
  if (x < 0.5) return 1 - erf(x);
  return scaledErfc(x) * expMinusSquare(x);
}

/** The standard normal distribution function Φ(x), to about 1e-15 relative, also far in the lower tail. */
export function normalCdf(x: number): number {
  const z = -x * Math.SQRT1_2;
  if (z < 0.5) return 0.5 * (1 - erf(z));
  // e^(−x²/2) from x itself: rounding x/√2 first would cost x² units in the last place.
  return 0.5 * scaledErfc(z) * expMinusSquare(x, 0.5);
}

/** e^(−c·x²) for c = 1 or 1/2 without the error of rounding x²: x = a + b with a² exact, x² = a² + b(x + a). */
function expMinusSquare(x: number, c = 1): number {
  if (Math.abs(x) > 64) return 0;
  const a = Math.round(x * 16) / 16;
  return Math.exp(-c * a * a) * Math.exp(-c * (x - a) * (x + a));
}

/** All terms are positive, so nothing cancels: erf x = 2/√π e^(−x²) Σ 2ⁿ x^(2n+1) / (2n+1)!!. */
function erfSeries(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; term > sum * 1e-17; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/**
 * e^(x²) erfc(x) for x ≥ 1/2 by the trapezoidal rule on its Hilbert integral, with the residue of the pole.
 * Source: Hunter & Regan, Math. Comp. 26 (1972) 539.
 */
function scaledErfc(x: number): number {
  if (x > 1e8) return 1 / (Math.sqrt(Math.PI) * x);
  const square = x * x;
  let sum = 0.5 / square;
  for (let n = SQUARES.length - 1; n >= 0; n--) sum += WEIGHTS[n]! / (SQUARES[n]! + square);
  const integral = ((2 * STEP * x) / Math.PI) * sum;
  const pole = x < Math.PI / STEP ? (2 / Math.expm1((2 * Math.PI * x) / STEP)) * Math.exp(square) : 0;
  return integral - pole;
}
