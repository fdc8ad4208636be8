/**
 * The share of zero eigenvalues of (1/P)Σssᵀ on all (D+1)² spins, exactly: the rank is min(P, D(D+1)) with probability
 * one, since the D+1 dead spins never enter and the s^μ are in general position. Fig. 10, inset.
 */
export function zeroModeFraction({ P, D }: { P: number; D: number }): number {
  return 1 - Math.min(P, D * (D + 1)) / (D + 1) ** 2;
}
