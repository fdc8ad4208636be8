/**
 * The float64 ground: random streams, linear algebra, optimisation, statistics, special functions. Everything is pure
 * and runs in Node and in a browser alike.
 * @module
 */
export * from "./errors.js";
export * from "./linear-algebra/index.js";
export * from "./optimisation/index.js";
export * from "./random/index.js";
export * from "./special/index.js";
export * from "./statistics/index.js";
