/** What to train on: the mixture of domains with the least loss under a law, certified and with intervals. @module */
export { type BivariateLaw, bivariateLosses, optimalBivariateMixture } from "./bivariate-law.js";
export { repetitionCaps, type ShareBounds, shareBounds } from "./bounds.js";
export { centre, convexTotal, type MixingLaw, mixingLosses, totalLoss } from "./exponential-law.js";
export {
  type MixtureIntervals,
  type MixtureOptions,
  mixtureIntervals,
  type OptimalMixture,
  optimalMixture,
} from "./optimal-mixture.js";
export { type ConvexFunction, frankWolfeGap, type SimplexMinimum, simplexMinimum } from "./simplex-minimum.js";
