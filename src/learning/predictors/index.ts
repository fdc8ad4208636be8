/** What can be predicted from the examples of a prompt alone, optimally or not. @module */
export { averagingPredictor, meanPredictor, zeroPredictor } from "./averages.js";
export { discreteBayesPredictor } from "./discrete-bayes.js";
export { errorsByPosition, meanError } from "./errors-by-position.js";
export { gaussianProcessPredictor } from "./gaussian-process.js";
export { gradientDescentPredictor } from "./gradient-descent.js";
export { lassoPredictor } from "./lasso.js";
export { type LassoProblem, type LassoResult, solveLasso } from "./lasso-solver.js";
export { leastSquaresPredictor } from "./least-squares.js";
export { nearestNeighboursPredictor } from "./nearest-neighbours.js";
export { type NoiseMixtureSettings, noiseMixturePredictor } from "./noise-mixture.js";
export { type OnlineLearner, onlinePredictor, type Predictor } from "./predictor.js";
export { ridgePredictor } from "./ridge.js";
export { type BoostingSettings, boostingPredictor, greedyTreePredictor } from "./trees.js";
