/** Why abilities seem to emerge, and theories of why loss falls as a power law. @module */
export type { CurveName, CurvePrediction } from "./curves.js";
export { type DownstreamLaw, downstreamError, lossForError } from "./downstream.js";
export { type AccuracyForecast, forecastAccuracy } from "./forecast.js";
export {
  bayesianFreeEnergy,
  equalEnergies,
  type FreeEnergy,
  freeEnergy,
  freeEnergyBounds,
  localExponent,
  quadraticEnergies,
  randomEnergyModel,
} from "./free-energy.js";
export {
  type DimensionEstimate,
  dimensionFromPairs,
  levinaBickel,
  twoNearestNeighbours,
} from "./intrinsic-dimension.js";
export {
  interpolationError,
  type ManifoldKind,
  manifoldExponent,
  multilinear,
  sampleManifold,
  smoothEmbedding,
} from "./manifold.js";
export {
  apparentThreshold,
  exactMatch,
  expectedTokenEdits,
  mirageAccuracy,
  perTokenAccuracy,
  tokenAccuracy,
} from "./mirage.js";
export { type NeighbourSearch, type Neighbours, nearestNeighbours, neighboursOfAll } from "./neighbours.js";
export { expectedBiasedPassRate, logMinusLog, passRateBiased, passRateUnbiased, resolution } from "./pass-until.js";
export {
  type QuantaModel,
  quantaDataLoss,
  quantaExponents,
  quantaLocalExponent,
  quantaLoss,
  quantumFrequencies,
  quantumFrequency,
} from "./quanta.js";
export { type EmergenceAnswer, type EmergenceCandidate, type EmergenceQuestion, tellApart } from "./tell-apart.js";
export type { Verdict } from "./verdict.js";
export { hurwitzZeta } from "./zeta.js";
