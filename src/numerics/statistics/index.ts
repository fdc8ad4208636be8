/** Sums, moments and estimates. @module */
export { type Estimate, estimate } from "./estimate.js";
export { mean, quantile, variance } from "./moments.js";
export { CompensatedSum, sum } from "./sum.js";
