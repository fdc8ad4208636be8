/** Distributions over functions to be learnt in context. @module */
export { checkTask } from "./check-task.js";
export { correlatedLinearTask } from "./correlated-linear.js";
export { covariateShiftedTask } from "./covariate-shifted.js";
export { decisionTreeTask } from "./decision-tree.js";
export { anisotropicInputs, correlatedInputs, gaussianInputs, type InputLaw, sphericalInputs } from "./inputs.js";
export { type KernelTaskSettings, kernelTask } from "./kernel-regression.js";
export { exponentialKernel, gaussianKernel, type Kernel, linearKernel, polynomialKernel } from "./kernels.js";
export { linearTask } from "./linear.js";
export { logisticTask } from "./logistic.js";
export { drawPool, multiTask } from "./multi-task.js";
export { noisyLinearTask } from "./noisy-linear.js";
export { type LabelLaw, type RegressionTaskParts, regressionTask } from "./regression-task.js";
export { reluNetworkTask } from "./relu-network.js";
export { sparseLinearTask } from "./sparse-linear.js";
export type { DrawOptions, PromptBatch, Task } from "./task.js";
