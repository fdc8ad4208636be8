/** Models of in-context learning and of language: how their weights begin, and what they compute. @module */
export * from "./initial-weights.js";
export * from "./model.js";
export * from "./prompt/index.js";
export * from "./transformer/index.js";
