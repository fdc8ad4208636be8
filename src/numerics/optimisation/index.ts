/** Roots and minima. Every solver returns why it stopped and never fails silently. @module */
export { findRoot, type RootOptions, type RootResult } from "./find-root.js";
