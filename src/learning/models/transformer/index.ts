/** The transformer of thesis chapter 2 by its blocks, its three kinds, their objectives, and a decoder that reads numbers. @module */
export * from "./attention.js";
export * from "./decoder.js";
export * from "./encoder.js";
export * from "./encoder-decoder.js";
export * from "./feed-forward.js";
export * from "./in-context-decoder.js";
export * from "./language-model.js";
export * from "./linear.js";
export * from "./mask-tokens.js";
export * from "./masks.js";
export * from "./normalisation.js";
export * from "./objectives.js";
export * from "./positions.js";
export * from "./residual.js";
export * from "./transformer-config.js";
