import { invalid } from "../../numerics/errors.js";
import { findRoot } from "../../numerics/optimisation/find-root.js";
import { marchenkoPasturResolvent } from "./marchenko-pastur.js";

/**
 * Linear attention trained on n prompts of N examples from a pool of M tasks, all of them large: d → ∞ with the ratios
 * below fixed (Lu, Letey, Zavatone-Veth, Maiti and Pehlevan 2025, PNAS, arXiv:2405.11751). x ~ N(0, I), w ~ N(0, I),
 * y = wᵀx/√d + ε.
 */
export interface AttentionRatios {
  /** τ = n/d²: prompts for each parameter. */
  readonly tau: number;
  /** α = N/d: length of the context. */
  readonly alpha: number;
  /** κ = M/d: task diversity; Infinity for a fresh task in each prompt. */
  readonly kappa: number;
  /** ρ, the variance of ε; 0 unless told. */
  readonly noiseVariance?: number;
  /** Ridge strength λ of Σ_μ (y − f)²/n + (λ/d)‖W‖²; 0 unless told. */
  readonly lambda?: number;
}

/** Mean squared errors against labels with their noise. */
export interface AttentionErrors {
  /** On prompts of the pool's tasks (in-distribution generalisation). */
  readonly pretraining: number;
  /** On prompts of fresh tasks: in-context learning. */
  readonly fresh: number;
  /** ν, the ridge strength that the finite number of prompts amounts to. */
  readonly effectiveRidge: number;
}

/**
 * The errors in the limit. The layer predicts x_qᵀWû/√d with û = (√d/N) Σ y x, which is w + √q g with g standard normal
 * and q = (1 + ρ)/α. Given W the pair of label and prediction is Gaussian in the limit, with covariances
 * that depend on the tasks through C = (1/M) Σ w wᵀ alone. So W is a ridge regression with d² unknowns on Gaussian features
 * of covariance (C + q)⊗I/d, whose deterministic equivalent (Hastie et al. 2022, arXiv:1903.08560; Atanasov,
 * Zavatone-Veth and Pehlevan 2024, arXiv:2405.00592) has mean W̄ = C(C + q + ν)⁻¹ with
 * λ = ν[1 − tr(C + q)(C + q + ν)⁻¹/(τd)], and
 * - pretraining = [ρ + tr(C(I − W̄)² + qW̄²)/d]/(1 − γ), γ = tr (C + q)²(C + q + ν)⁻²/(τd);
 * - fresh = ρ + 1 − 2 tr W̄/d + (1 + q)[tr W̄²/d + pretraining · tr (C + q)(C + q + ν)⁻²/(τd)].
 *
 * Traces are those of Marchenko and Pastur. Infinite at τ = 1 without ridge. The derivation is this project's own; at λ = 0
 * `fresh` equals the paper's Result 1, and finite sizes approach both errors like 1/d.
 *
 * @throws InputError for ratios that are not above 0, or a negative noise or ridge.
 */
export function attentionLimit(ratios: AttentionRatios): AttentionErrors {
  const { tau, alpha, kappa, noiseVariance = 0, lambda = 0 } = ratios;
  for (const [name, value] of Object.entries({ tau, alpha, kappa })) {
    if (!(value > 0)) throw invalid(name, value, "a number above 0");
  }
  for (const [name, value] of Object.entries({ "noise variance": noiseVariance, lambda })) {
    if (!(value >= 0)) throw invalid(name, value, "a number of at least 0");
  }
  const q = (1 + noiseVariance) / alpha;
  const nu = effectiveRidge({ q, tau, kappa, lambda });
  const z = q + nu;
  const { value: m, square: s } = marchenkoPasturResolvent(z, kappa);
  // Normalised traces: W̄ = C(C + z)⁻¹ = 1 − z(C + z)⁻¹.
  const trace = 1 - z * m;
  const traceSquare = 1 - 2 * z * m + z * z * s;
  const gamma = (1 - 2 * nu * m + nu * nu * s) / tau;
  const population = noiseVariance + z * z * (m - z * s) + q * traceSquare;
  const pretraining = gamma < 1 ? population / (1 - gamma) : Number.POSITIVE_INFINITY;
  const variance = (pretraining * (m - nu * s)) / tau;
  return {
    pretraining,
    fresh: noiseVariance + 1 - 2 * trace + (1 + q) * (traceSquare + variance),
    effectiveRidge: nu,
  };
}

interface RidgeEquation {
  readonly q: number;
  readonly tau: number;
  readonly kappa: number;
  readonly lambda: number;
}

/** The largest root ν ≥ 0 of λ = ν[1 − (1 − νm(q + ν))/τ]; 0 for λ = 0 and τ ≥ 1. */
function effectiveRidge({ q, tau, kappa, lambda }: RidgeEquation): number {
  /** 1 − df/n, which rises with ν from 1 − 1/τ to 1. */
  const slack = (nu: number) => 1 - (1 - nu * marchenkoPasturResolvent(q + nu, kappa).value) / tau;
  // Where it reaches 1/2 or more, ν ≥ 2λ is past the root.
  let high = 1 + 2 * lambda;
  while (slack(high) < 0.5) high *= 2;
  const low = slack(0) >= 0 ? 0 : findRoot(slack, 0, high).x;
  if (lambda === 0) return low;
  return findRoot((nu) => nu * slack(nu) - lambda, low, high).x;
}
