/** Fitting laws to runs: optima, errors, intervals, influence. @module */
export { asymptoticDraws, type BootstrapOptions, bootstrap } from "./bootstrap.js";
export { type FitOptions, fitLaw } from "./fit-law.js";
export { type Influence, leaveOneOut } from "./leave-one-out.js";
export { HOFFMANN_LOSS } from "./losses.js";
export { predict, predictAt } from "./predict.js";
export { type Profiled, type ProfileInterval, profile } from "./profile.js";
export type { Fit, Loss, Optimum, RunData, Warning } from "./types.js";
