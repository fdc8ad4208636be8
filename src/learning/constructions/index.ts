/** Transformers whose weights are set by hand, so that what they compute is known exactly. @module */
export {
  attentionLayer,
  attentionWeights,
  dot,
  type Head,
  type LayerOptions,
  type Mask,
  type Similarity,
} from "./attention-layer.js";
export {
  type DualOutput,
  dualOutput,
  type Example,
  type LayerTrace,
  primalOutput,
  type TrainedNetwork,
  trainNetwork,
} from "./dual-form.js";
export { geluDescentStep, geluProduct } from "./gelu-product.js";
export {
  type DescentOptions,
  descendByAttention,
  gradientDescentHeads,
  masks,
  type StepWeights,
} from "./gradient-descent.js";
export { gramMatrix, kernelDescent, similarityOf } from "./kernel-descent.js";
export { leastSquaresDescent, onlineDescent, type WeightDescent } from "./least-squares-descent.js";
export { bestStep, type OneStep, oneStepLoss } from "./one-step-loss.js";
export { type Prompt, regressionTokens } from "./prompt.js";
export {
  descendByReluAttention,
  type ReluDescent,
  type ReluStep,
  reluDescentHeads,
  reluSimilarity,
  weightTokens,
} from "./relu-descent.js";
export { areLabelsBinary, evaluateReluSum, interpolateByRelus, type ReluSum, softThreshold } from "./relu-sum.js";
