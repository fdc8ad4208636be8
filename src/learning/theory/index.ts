/** Linear attention on linear regression, exactly and in the limit of large dimension. @module */
export { attentionFlow, type FlowSettings, type FlowState } from "./attention-flow.js";
export { type AttentionErrors, type AttentionRatios, attentionLimit } from "./attention-limit.js";
export { type AttentionSizes, trainAttention } from "./attention-regression.js";
export {
  infinitePoolRisk,
  type PoolRisks,
  type PoolSettings,
  poolAttention,
  poolAttentionRisks,
} from "./finite-pool.js";
export {
  type AttentionPopulation,
  type AttentionTest,
  attentionRisk,
  diagonalMatrix,
  gammaSpectrum,
  minimumLoss,
  optimalAttention,
  populationLoss,
  shiftBias,
} from "./linear-attention.js";
export { marchenkoPasturResolvent, type Resolvent } from "./marchenko-pastur.js";
export { type BayesPoolRisks, bayesPoolRisks, type PoolExperiment } from "./pool-experiment.js";
