/** Sums, moments, estimates and tests of fit. @module */
export { type ChiSquareResult, chiSquareTest } from "./chi-square-test.js";
export { type Estimate, estimate } from "./estimate.js";
export { kolmogorovSmirnov, kolmogorovSmirnovTwoSample, type TestResult } from "./kolmogorov-smirnov.js";
export { mean, quantile, variance } from "./moments.js";
export { CompensatedSum, sum } from "./sum.js";
