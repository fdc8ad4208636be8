import { featureSpectrum } from "./task-moments.js";
import { blockSummary } from "./weights.js";

/** What the infinite training set (P → ∞) depends on. `c` as in eq. (162), with an independent query. */
export interface PopulationSettings {
  readonly D: number;
  readonly N: number;
  readonly c?: number;
}

/**
 * The optimum of the population loss with regulariser λ ≥ 0: W21 = 0 and W11 = value · I, since E R = diag(a1, t2) ⊗ I
 * and E H = [I/D ; 0]. At c = 0 the value is 1/(1 + (D+1)/N + λD): a shrunk identity, not the I_D of eq. (158).
 */
export function populationDiagonal(settings: PopulationSettings, lambda: number): number {
  return 1 / (settings.D * (featureSpectrum(settings).a1 + lambda));
}

/**
 * The generalisation error of eq. (124), exactly and without sampling: ε_g(W) = a1‖W11‖² + t2‖W21‖² − (2/D) tr W11 + 1,
 * for live spins of an attention matrix.
 */
export function generalizationError(spins: Float64Array, settings: PopulationSettings): number {
  const { D } = settings;
  const { a1, t2 } = featureSpectrum(settings);
  const { trace, square11, square21 } = blockSummary(spins, D);
  return a1 * square11 + t2 * square21 - (2 / D) * trace + 1;
}

/** ε_g of the population optimum at λ; (D+1)/(N+D+1) at λ = 0 and c = 0. */
export function populationError(settings: PopulationSettings, lambda: number): number {
  const value = populationDiagonal(settings, lambda);
  return settings.D * featureSpectrum(settings).a1 * value * value - 2 * value + 1;
}
