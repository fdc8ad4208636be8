/** E k^r of a chi-square number with n degrees of freedom, r a whole number ≥ 0: n(n+2)…(n+2r−2). */
export function chiSquareMoment(n: number, r: number): number {
  let product = 1;
  for (let i = 0; i < r; i++) product *= n + 2 * i;
  return product;
}

/**
 * E[|u|^{2a} τ^b] of one task with i.i.d. examples (c = 0), exactly. With ω = |w|² ~ χ²_D, k ~ χ²_N and
 * κ = |g⊥|² ~ χ²_{D−1} independent, |u|² = ω(k² + kκ)/(N²D) and τ = ωk/(ND) (see `compact-tasks.ts`).
 */
export function taskMoment({ D, N }: { D: number; N: number }, a: number, b: number): number {
  let sum = 0;
  let binomial = 1;
  for (let j = 0; j <= a; j++) {
    sum += binomial * chiSquareMoment(N, 2 * a - j + b) * chiSquareMoment(D - 1, j);
    binomial = (binomial * (a - j)) / (j + 1);
  }
  return (chiSquareMoment(D, a + b) * sum) / (N ** (2 * a + b) * D ** (a + b));
}

/** Second moments of the features: E ũũᵀ = diag(a1 I_D, t2). */
export interface FeatureSpectrum {
  /** a1 = (1/D)(1 + (D+1)/N) at c = 0. */
  readonly a1: number;
  /** t2 = E τ² = (1 + 2/D)(1 + 2/N) at c = 0. */
  readonly t2: number;
}

/** Second moments of the features at any c of eq. (162): 1/N becomes Q = (1 + (N−1)c²)/N in a1 and t2. */
export function featureSpectrum({ D, N, c = 0 }: { D: number; N: number; c?: number }): FeatureSpectrum {
  const Q = (1 + (N - 1) * c * c) / N;
  return { a1: (1 + (D + 1) * Q) / D, t2: (1 + 2 / D) * (1 + 2 * Q) };
}
