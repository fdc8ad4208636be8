/**
 * What gradient descent does to one softmax attention layer: the stages of learning orthonormal features (Huang et al.
 * 2023) and the implicit bias towards a support vector machine (Tarzanagh et al. 2023).
 * @module
 */
export * from "./attention-problem.js";
export * from "./attention-svm.js";
export * from "./attention-training.js";
export * from "./softmax-regression.js";
export * from "./softmax-stages.js";
