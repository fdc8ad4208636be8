import { populationError } from "./population.js";
import { featureSpectrum, taskMoment } from "./task-moments.js";

/**
 * The coefficient X of ε_g = ε* + X/P + O(P⁻²) for least squares (λ → 0⁺, P ≫ p), exactly: X = E[e² sᵀΣ⁻¹s] with the
 * residual e = x̃ᵀ(w/√D − θu) of the population optimum θI, which depends on the same u, τ and x̃ as s does:
 * X = (D+2) E[(ω/D − 2θτ + θ²|u|²)(|u|²/a1 + τ²/t2)], i.i.d. examples.
 */
export function ridgelessExcess({ D, N }: { D: number; N: number }): number {
  const { a1, t2 } = featureSpectrum({ D, N });
  const theta = 1 / (D * a1);
  const moment = (a: number, b: number) => taskMoment({ D, N }, a, b);
  const uncoupled = lengthMoment({ D, N }, 1, 0) / a1 + lengthMoment({ D, N }, 0, 2) / t2;
  const coupled = moment(1, 1) / a1 + moment(0, 3) / t2;
  const squared = moment(2, 0) / a1 + moment(1, 2) / t2;
  return (D + 2) * (uncoupled / D - 2 * theta * coupled + theta * theta * squared);
}

/** E[ω|u|^{2a}τ^b]: the factor ω = |w|² ~ χ²_D raises the power of χ²_D by one, from E ω^{a+b} to E ω^{a+b+1}. */
function lengthMoment({ D, N }: { D: number; N: number }, a: number, b: number): number {
  return taskMoment({ D, N }, a, b) * (D + 2 * (a + b));
}

/** ε_g of least squares to first order in 1/P. */
export function ridgelessError({ P, D, N }: { P: number; D: number; N: number }): number {
  return populationError({ D, N }, 0) + ridgelessExcess({ D, N }) / P;
}

/**
 * The limit D → ∞ at fixed q = D/N and τ = P/D² of the ridgeless error (Lu, Letey, Zavatone-Veth, Maiti and Pehlevan
 * 2025, arXiv:2405.11751, at infinite task diversity and no label noise). Infinite at τ = 1.
 */
export function ridgelessLimit({ q, tau }: { q: number; tau: number }): number {
  if (tau > 1) return ((tau / (tau - 1)) * q) / (1 + q);
  return (1 - tau) / (1 + q) + q / ((1 + q) * (1 - tau));
}
