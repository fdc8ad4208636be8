/** The operators on values, by meaning. @module */
export * from "./activations.js";
export type { Axes } from "./axes.js";
export * from "./creation.js";
export * from "./elementwise.js";
export * from "./error-function.js";
export * from "./products.js";
export * from "./reductions.js";
export * from "./shapes.js";
