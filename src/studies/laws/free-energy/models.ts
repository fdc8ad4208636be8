/** Thermodynamic potentials of a model with N parameters at one temperature. */
export interface Potentials {
  /** F = −T ln Z. */
  readonly freeEnergy: number;
  /** U = ⟨E⟩. */
  readonly energy: number;
  /** S = −Σ p ln p. */
  readonly entropy: number;
}

/**
 * Potentials of energies listed one by one, by the log-sum-exp of −E/T. Entropy is summed from the probabilities, so that
 * F = U − TS is a check and not an identity of the code.
 */
export function potentials(energies: Float64Array, temperature: number): Potentials {
  let lowest = Number.POSITIVE_INFINITY;
  for (const energy of energies) lowest = Math.min(lowest, energy);
  let sum = 0;
  for (const energy of energies) sum += Math.exp((lowest - energy) / temperature);
  let mean = 0;
  let entropy = 0;
  for (const energy of energies) {
    const probability = Math.exp((lowest - energy) / temperature) / sum;
    mean += probability * energy;
    if (probability > 0) entropy -= probability * Math.log(probability);
  }
  return { freeEnergy: lowest - temperature * Math.log(sum), energy: mean, entropy };
}

/**
 * F of the premise taken at its word: every one of the `states`^N settings of N parameters has the energy N^−α.
 * F = N^−α − T N ln(states).
 */
export function premiseFreeEnergy(N: number, alpha: number, temperature: number, states: number): number {
  return N ** -alpha - temperature * N * Math.log(states);
}

/**
 * F of a quadratic basin with the loss N^−α at its bottom: E(θ) = N^−α + ½|θ|² over N real parameters, Z the integral.
 * F = N^−α − (N T/2) ln(2πT).
 */
export function basinFreeEnergy(N: number, alpha: number, temperature: number): number {
  return N ** -alpha - ((N * temperature) / 2) * Math.log(2 * Math.PI * temperature);
}
