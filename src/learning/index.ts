/**
 * In-context learning as an experiment: models that are really trained, tasks, for each task the best predictors there
 * are, exact theory beside them, and transformers whose weights are set by hand.
 * @module
 */
export * from "./attention-dynamics/index.js";
export * from "./constructions/index.js";
export * from "./expressivity/index.js";
export * from "./in-context/index.js";
export * from "./meta-learning/index.js";
export * from "./models/index.js";
export * from "./predictors/index.js";
export * from "./tasks/index.js";
export * from "./theory/index.js";
