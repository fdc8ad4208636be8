/**
 * Training: optimisers as pairs (init, update) that are composed and traced into one graph with the model, schedules,
 * clipping, and a loop that can be killed and goes on as if nothing had been.
 * @module
 */
export { clipByGlobalNorm, clipByValue, globalNorm } from "./clipping.js";
export { flattened } from "./flattened.js";
export * from "./loop/index.js";
export * from "./optimisers/index.js";
export { addDecayedWeights, proximalWeightDecay, scaleByLearningRate } from "./scaling.js";
export {
  constantRate,
  cosineRate,
  inverseSqrtRate,
  linearRate,
  type Schedule,
  stepRate,
  warmUp,
} from "./schedules.js";
export {
  applyUpdates,
  chain,
  type GradientTransformation,
  type HostRefresh,
  type StepContext,
} from "./transformation.js";
