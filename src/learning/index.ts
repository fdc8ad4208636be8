/**
 * In-context learning as an experiment: models that are really trained, tasks, and for each task the best predictors
 * there are.
 * @module
 */
export * from "./models/index.js";
