import { invalid } from "../../numerics/errors.js";
import { featureSpectrum } from "../task-moments.js";

/** Sizes of the spin glass: tasks, dimension, examples of a prompt. */
export interface SpinGlassSizes {
  readonly P: number;
  readonly D: number;
  readonly N: number;
}

/**
 * The density of the eigenvalues of R at x > 0 as D → ∞ with P/D² and N/D fixed: the generalised Marchenko–Pastur law
 * (Marchenko and Pastur 1967; Silverstein 1995) of the covariance E ssᵀ = diag(a1 I_D, t2) ⊗ I_D. Samples that are
 * products s = ũ ⊗ x̃ have the same limit as Gaussian ones (Ambainis, Harrow and Hastings 2012, Commun. Math. Phys. 310). The companion transform v solves x = −1/v + (D²/P) a1/(1 + a1 v) + (D/P) t2/(1 + t2 v),
 * a cubic with real coefficients: the density is where it has a complex pair of roots. At P < p = D(D+1) the rest of the
 * mass, 1 − P/p, is at zero.
 */
export function spectralDensity({ P, D, N }: SpinGlassSizes, x: number): number {
  if (!(x > 0)) throw invalid("x", x, "a number above 0");
  const { a1, t2 } = featureSpectrum({ D, N });
  const [wide, narrow] = [(D * D) / P, D / P];
  const product = a1 * t2;
  const imaginary = complexPart(
    x * product,
    x * (a1 + t2) + product * (1 - wide - narrow),
    x + a1 * (1 - wide) + t2 * (1 - narrow),
    1,
  );
  return (imaginary * P) / (Math.PI * D * (D + 1));
}

/** The imaginary part of the complex roots of av³ + bv² + cv + d, 0 where all three are real (Cardano). */
function complexPart(a: number, b: number, c: number, d: number): number {
  const shift = b / (3 * a);
  const p = c / a - 3 * shift * shift;
  const q = 2 * shift ** 3 - (shift * c) / a + d / a;
  const discriminant = (q / 2) ** 2 + (p / 3) ** 3;
  if (discriminant <= 0) return 0;
  const root = Math.sqrt(discriminant);
  return (Math.sqrt(3) / 2) * Math.abs(Math.cbrt(root - q / 2) + Math.cbrt(root + q / 2));
}

/** Where the law is tabulated: x rising, and the share of eigenvalues above each. */
export interface SpectralTail {
  readonly x: Float64Array;
  readonly above: Float64Array;
}

const POINTS = 16_000;

/** Tabulates the share of eigenvalues above x, by the trapezoidal rule in log x (densities rise as x^{−1/2} at P = p). */
export function spectralTail(sizes: SpinGlassSizes): SpectralTail {
  const { t2 } = featureSpectrum(sizes);
  const p = sizes.D * (sizes.D + 1);
  const top = 1.01 * t2 * (1 + Math.sqrt(p / sizes.P)) ** 2;
  const step = Math.log(1e9) / (POINTS - 1);
  const x = Float64Array.from({ length: POINTS }, (_, i) => top * Math.exp((i - POINTS + 1) * step));
  const mass = x.map((value) => value * spectralDensity(sizes, value));
  const above = new Float64Array(POINTS);
  for (let i = POINTS - 2; i >= 0; i--) above[i] = above[i + 1]! + (step * (mass[i]! + mass[i + 1]!)) / 2;
  return { x, above };
}

/** The eigenvalue expected at each rank, the largest first: where p·(share above) = k − ½; 0 for those at zero. p. */
export function expectedEigenvalues(tail: SpectralTail, p: number): Float64Array {
  let i = POINTS - 1;
  return Float64Array.from({ length: p }, (_, k) => {
    const share = (k + 0.5) / p;
    while (i >= 0 && tail.above[i]! < share) i--;
    if (i < 0) return 0;
    const [high, low] = [tail.above[i]!, tail.above[i + 1]!];
    const between = high === low ? 0 : (high - share) / (high - low);
    return tail.x[i]! ** (1 - between) * tail.x[i + 1]! ** between;
  });
}

/**
 * The largest distance between the distribution functions of eigenvalues of R (the largest first: p) of P tasks and of
 * the law, over the eigenvalues that are not zero.
 */
export function spectralDistance(eigenvalues: Float64Array, P: number, tail: SpectralTail): number {
  const p = eigenvalues.length;
  let [distance, i] = [0, POINTS - 1];
  for (let k = 0; k < Math.min(P, p); k++) {
    while (i > 0 && tail.x[i]! > eigenvalues[k]!) i--;
    const share = tail.above[i]!;
    distance = Math.max(distance, Math.abs(k / p - share), Math.abs((k + 1) / p - share));
  }
  return distance;
}
