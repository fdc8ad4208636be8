/** What to train with a budget: size, tokens, epochs, experts, precision, price, and the next run to learn more. @module */
export {
  type AllocatedPlan,
  type AllocationOptions,
  allocate,
  allocateChinchilla,
  allocationExponents,
  type ComputePlan,
  chinchillaParameters,
  chinchillaTokens,
  planAt,
} from "./allocation.js";
export {
  approach1,
  approach2,
  type FrontierLaw,
  type FrontierPoint,
  type IsoFlopOptions,
  type MeasuredRun,
} from "./approaches.js";
export {
  allocateEpochs,
  type DataConstrainedConstants,
  dataConstrainedLoss,
  type EpochPlan,
  effective,
} from "./epochs.js";
export {
  allocateExperts,
  type ExpertOptions,
  type ExpertPlan,
  effectiveExperts,
  type JointMoeConstants,
  jointMoeSurface,
  totalWithExperts,
} from "./experts.js";
export { explainPlan, type PlanAnswer } from "./explain.js";
export {
  type FlopOptions,
  forwardFlops,
  type ParameterCount,
  parameterCount,
  type TransformerShape,
  trainingFlops,
  trainingFlops6ND,
} from "./flops.js";
export {
  allocateForInference,
  type InferenceSaving,
  inferenceSaving,
  type LifetimePlan,
  lifetimeCompute,
  tokensForLoss,
} from "./inference.js";
export { type Interval95, intervalsOver, type QuantileIntervals, quantileIntervals } from "./intervals.js";
export { fitLine, fitParabola, type Line, type Parabola } from "./least-squares.js";
export { bytesPerParameter, parametersInMemory } from "./memory.js";
export { type Accelerator, accelerators, computeForMoney, priceOfCompute, type Rental } from "./money.js";
export {
  type CandidateRun,
  gradientOnScales,
  type NextRunAnswer,
  type NextRunQuestion,
  nextRuns,
  type RankedRun,
} from "./next-run.js";
export {
  allocateBits,
  allocatePrecision,
  effectiveFraction,
  operationsAt,
  optimalPrecision,
  type PrecisionPlan,
  type PrecisionScales,
} from "./precision.js";
export { chosenAt, type FlatRange, type Frontier, flatRange, type Regret, regretOf, twentyTokens } from "./regret.js";
export { type ChinchillaConstants, chinchillaSurface, type LossSurface } from "./surface.js";
