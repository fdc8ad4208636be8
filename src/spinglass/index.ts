/**
 * The thesis as functions: in-context linear regression mapped to a spin glass, its solvers and its exact theory.
 * @module
 */
export * from "./amp.js";
export * from "./amp-theory.js";
export * from "./couplings.js";
export * from "./deterministic-equivalent.js";
export * from "./energy.js";
export * from "./gamp.js";
export * from "./gradient-descent.js";
export * from "./ground-state.js";
export * from "./hessian-spectrum.js";
export * from "./landscape/index.js";
export * from "./p-spin.js";
export * from "./population.js";
export * from "./prompt-regression.js";
export * from "./relaxed-bp.js";
export * from "./ridgeless.js";
export * from "./solver.js";
export * from "./stochastic-gradient-descent.js";
export * from "./table-tasks.js";
export * from "./task-moments.js";
export * from "./tasks.js";
export * from "./weights.js";
export * from "./wishart.js";
