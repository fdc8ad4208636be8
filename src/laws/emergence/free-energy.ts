import { invalid } from "../../numerics/errors.js";
import { sum } from "../../numerics/statistics/index.js";

/** A free energy, taken apart: F = ⟨E⟩ − S/β. */
export interface FreeEnergy {
  /** −(1/β) ln Σ e^(−β E). */
  readonly F: number;
  /** ⟨E⟩ under the Gibbs weights. */
  readonly energy: number;
  /** S = −Σ w ln w, nats. */
  readonly entropy: number;
}

/**
 * The free energy of finitely many states, exactly: Z = Σ_θ e^(−β E(θ)).
 * @throws InputError for no states, an energy that is not finite, or β that is not positive.
 */
export function freeEnergy(energies: ArrayLike<number>, beta: number): FreeEnergy {
  checkBeta(beta);
  const list = Float64Array.from(energies);
  if (list.length === 0) throw invalid("number of states", 0, "at least 1");
  if (!list.every(Number.isFinite)) throw invalid("energies", "not finite", "finite numbers");
  const least = list.reduce((a, b) => Math.min(a, b));
  const weights = list.map((energy) => Math.exp(-beta * (energy - least)));
  const Z = sum(weights);
  const energy = sum(list.map((value, i) => value * weights[i]!)) / Z;
  // From the weights, not from F and E: F = ⟨E⟩ − S/β is then a check.
  const entropy = -sum(weights.map((weight) => (weight > 0 ? (weight / Z) * Math.log(weight / Z) : 0)));
  return { F: least - Math.log(Z) / beta, energy, entropy };
}

/**
 * What follows from the least and the mean energy of `states` states alone: min E − ln(states)/β ≤ F ≤ min E, and
 * F ≤ mean E − ln(states)/β (Jensen). `logStates` is ln of their number. All that is known of the energies is thus blurred
 * by ln(states)/β, which grows in proportion to the number of parameters.
 */
export function freeEnergyBounds(
  least: number,
  mean: number,
  logStates: number,
  beta: number,
): { readonly low: number; readonly high: number } {
  checkBeta(beta);
  if (!(mean >= least)) throw invalid("mean energy", mean, `at least the least, ${least}`);
  if (!(logStates >= 0)) throw invalid("logarithm of the number of states", logStates, "a number from 0 up");
  return { low: least - logStates / beta, high: Math.min(least, mean - logStates / beta) };
}

/**
 * The premise "E(θ) = N^−alpha" taken at its word: all `q`^N states of N parameters with q values have that energy, so
 * F = N^−alpha − N ln q/β. The entropy rules from a few parameters on; divided by q^N states (a mean in place of the sum)
 * the free energy would be N^−alpha, and nothing derived: the conclusion is the premise.
 */
export function equalEnergies(N: number, alpha: number, q: number, beta: number): FreeEnergy {
  checkBeta(beta);
  if (!(N > 0)) throw invalid("N", N, "a positive number");
  if (!(q >= 1)) throw invalid("values of a parameter", q, "a number from 1 up");
  const energy = N ** -alpha;
  const entropy = N * Math.log(q);
  return { F: energy - entropy / beta, energy, entropy };
}

/**
 * A minimum of depth `least` in N parameters with curvature `stiffness`, E = least + ½ stiffness |θ|², Z an integral over
 * θ: F = least + N/(2β) ln(β stiffness/2π), ⟨E⟩ = least + N/(2β). The part that N adds is linear, whatever `least` does.
 */
export function quadraticEnergies(N: number, least: number, stiffness: number, beta: number): FreeEnergy {
  checkBeta(beta);
  if (!(N >= 0)) throw invalid("N", N, "a number from 0 up");
  if (!(stiffness > 0)) throw invalid("stiffness", stiffness, "a positive number");
  const F = least + (N / (2 * beta)) * Math.log((beta * stiffness) / (2 * Math.PI));
  const energy = least + N / (2 * beta);
  return { F, energy, entropy: beta * (energy - F) };
}

/**
 * The random energy model: 2^N states with independent Gaussian energies of variance N J²/2. For N → ∞, F/N is
 * −β J²/4 − ln 2/β above the freezing point β_c = 2√(ln 2)/J, and −J√(ln 2) below, where the least energies alone count.
 * Derrida, Phys. Rev. B 24 (1981) 2613.
 */
export function randomEnergyModel(
  beta: number,
  J = 1,
): { readonly freeEnergyPerSpin: number; readonly frozen: boolean } {
  checkBeta(beta);
  if (!(J > 0)) throw invalid("J", J, "a positive number");
  const frozen = beta >= (2 * Math.sqrt(Math.LN2)) / J;
  const freeEnergyPerSpin = frozen ? -J * Math.sqrt(Math.LN2) : (-beta * J ** 2) / 4 - Math.LN2 / beta;
  return { freeEnergyPerSpin, frozen };
}

/**
 * The Bayesian free energy of n observations at β = 1: F ≈ n L_0 + λ ln n, λ = N/2 for a regular model. Watanabe (2009),
 * Algebraic Geometry and Statistical Learning Theory, main formula II: here too the part that depends on N rises with N.
 */
export function bayesianFreeEnergy(observations: number, entropyRate: number, learningCoefficient: number): number {
  if (!(observations >= 1)) throw invalid("observations", observations, "a number from 1 up");
  return observations * entropyRate + learningCoefficient * Math.log(observations);
}

/** −d ln|f|/d ln N at N by central differences: the exponent that a power law would have there. */
export function localExponent(f: (N: number) => number, N: number): number {
  const step = 1e-3;
  const at = (k: number) => Math.log(Math.abs(f(N * Math.exp(k * step))));
  return -(8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * step);
}

function checkBeta(beta: number): void {
  if (!(beta > 0 && beta < Number.POSITIVE_INFINITY)) throw invalid("beta", beta, "a positive number");
}
