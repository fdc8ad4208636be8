/** Roots and minima. Every solver returns why it stopped and never fails silently. @module */
export { findRoot, type RootOptions, type RootResult } from "./find-root.js";
export { type MinimumOptions, type MinimumResult, minimizeScalar } from "./minimize-scalar.js";
export { type NewtonOptions, type NewtonResult, newtonSystem } from "./newton-system.js";
