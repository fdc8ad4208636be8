/** The energy of the spin glass as a landscape: its principal directions, sections and samples, exactly. @module */
export { jointAffinities, squaredDistances } from "./affinities.js";
export { type Descent, descentExcess, descentFactors, descentPath } from "./descent-path.js";
export { energyVariances, partialEnergies, shareOf, squaredCorrelation } from "./energy-shares.js";
export { nearestNeighbours, neighbourR2, shuffledR2 } from "./nearest-neighbours.js";
export {
  coordinatesOf,
  type EnergyForm,
  energyAt,
  type PrincipalDirections,
  principalDirections,
} from "./principal-directions.js";
export {
  expectedEigenvalues,
  type SpectralTail,
  type SpinGlassSizes,
  spectralDensity,
  spectralDistance,
  spectralTail,
} from "./spectral-density.js";
export { type Embedding, type EmbeddingSettings, startEmbedding } from "./t-sne.js";
