/** Attention on one prompt matrix, from which the query's label is predicted. @module */
export * from "./linear-attention.js";
export * from "./multi-head-linear-attention.js";
export * from "./on-moments.js";
export * from "./on-statistics.js";
export * from "./relu-attention.js";
export * from "./small-encoder.js";
export * from "./softmax-attention.js";
export * from "./zoo.js";
