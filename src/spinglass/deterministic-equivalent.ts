import { type AmpPoint, ampFixedPoint } from "./amp-theory.js";
import { featureSpectrum } from "./task-moments.js";

/** Predictions for a ridge solution with P tasks, at the Gaussian equivalent of the features. */
export interface RidgeEquivalent {
  /** Mean diagonal of W11. */
  readonly diagonal: number;
  /** Generalisation error ε_g, eq. (124). */
  readonly error: number;
  /** Contrast, eq. (161), in the thesis's normalisation. */
  readonly contrast: number;
}

/** Regularisers of the two kinds of spins, W11 and W21. Equal for ridge; AMP (153) lowers each by its V. */
export interface BlockRegularisers {
  readonly lambda11: number;
  readonly lambda21: number;
}

/**
 * Deterministic equivalent of (R + Λ)σ = h with Λ constant on each kind of spin (Bach 2024, arXiv:2303.01372; Atanasov,
 * Zavatone-Veth and Pehlevan 2024, arXiv:2405.00592): R acts as Σ/(1+δ) with δ = tr Σ(Σ + (1+δ)Λ)⁻¹(1+δ)/P. The features
 * are replaced by Gaussian ones of the same covariance Σ = diag(a1, t2) ⊗ I and the residual of the population optimum
 * by independent noise; exact as D → ∞ at fixed P/D² and N/D, about 8 % low in the excess error at P = 2D², D = 20.
 *
 * Returns undefined where no positive δ exists (P < p with Λ = 0, or Λ too negative).
 */
export function deterministicEquivalent(
  { P, D, N }: { P: number; D: number; N: number },
  { lambda11, lambda21 }: BlockRegularisers,
): RidgeEquivalent | undefined {
  const { a1, t2 } = featureSpectrum({ D, N });
  const inflation = solveInflation({ P, D, a1, t2, lambda11, lambda21 });
  if (inflation === undefined) return undefined;
  const live11 = a1 + inflation * lambda11;
  const live21 = t2 + inflation * lambda21;
  const optimum = 1 / (D * a1);
  const noise = 1 - optimum;
  const freedom2 = ((D * a1) / live11) ** 2 + D * (t2 / live21) ** 2;
  const diagonal = (optimum * a1) / live11;
  const bias = D * a1 * (optimum - diagonal) ** 2;
  const error = (bias + noise) / (1 - freedom2 / P);
  const spread = (D * D * a1) / live11 ** 2 + (D * t2) / live21 ** 2;
  const squareNorm = D * diagonal ** 2 + (error / P) * spread;
  return { diagonal, error, contrast: (Math.sqrt(D) * diagonal) / Math.sqrt(squareNorm) };
}

interface InflationProblem extends BlockRegularisers {
  readonly P: number;
  readonly D: number;
  readonly a1: number;
  readonly t2: number;
}

/** The smallest 1 + δ ≥ 1 with 1 − 1/(1+δ) = df/P, df = Σ Σ_ii/(Σ_ii + (1+δ)Λ_i), by bisection. */
function solveInflation({ P, D, a1, t2, lambda11, lambda21 }: InflationProblem): number | undefined {
  const excess = (scale: number) => {
    const live11 = a1 + scale * lambda11;
    const live21 = t2 + scale * lambda21;
    if (!(live11 > 0 && live21 > 0)) return Number.NaN;
    return 1 - 1 / scale - ((D * D * a1) / live11 + (D * t2) / live21) / P;
  };
  let low = 1;
  let high = 1.0001;
  while (!(excess(high) >= 0)) {
    if (Number.isNaN(excess(high)) || high > 1e12) return undefined;
    low = high;
    high = 1 + (high - 1) * 1.1;
  }
  for (let step = 0; step < 200; step++) {
    const middle = (low + high) / 2;
    if (excess(middle) >= 0) high = middle;
    else low = middle;
  }
  return high;
}

/** Predictions for ridge, the ground state of eq. (128), at λ ≥ 0. */
export function ridgeEquivalent({ lambda, ...sizes }: AmpPoint): RidgeEquivalent | undefined {
  return deterministicEquivalent(sizes, { lambda11: lambda, lambda21: lambda });
}

/** Predictions for the fixed point of AMP (153), which is ridge with λ − V in place of λ; undefined below P_c. */
export function ampEquivalent(point: AmpPoint): RidgeEquivalent | undefined {
  const fixedPoint = ampFixedPoint(point);
  if (fixedPoint === undefined) return undefined;
  const { lambda } = point;
  return deterministicEquivalent(point, { lambda11: lambda - fixedPoint.V11, lambda21: lambda - fixedPoint.V21 });
}
