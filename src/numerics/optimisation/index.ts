/** Roots and minima. Every solver returns why it stopped and never fails silently. @module */
export { centralDifferences, type Differences } from "./central-differences.js";
export { findRoot, type RootOptions, type RootResult } from "./find-root.js";
export {
  type LeastSquaresOptions,
  type LeastSquaresProblem,
  type LeastSquaresResult,
  levenbergMarquardt,
} from "./levenberg-marquardt.js";
export { type LbfgsOptions, type LbfgsResult, minimizeLbfgs, type Objective } from "./minimize-lbfgs.js";
export { type MinimumOptions, type MinimumResult, minimizeScalar } from "./minimize-scalar.js";
export {
  type Box,
  type Descent,
  type DescentOptions,
  type Expansion,
  minimizeWithin,
  type Smooth,
} from "./minimize-within.js";
export { type Minimum, type MultistartResult, multistartLeastSquares, scatteredStarts } from "./multistart.js";
export { type NewtonOptions, type NewtonResult, newtonSystem } from "./newton-system.js";
export { polishMinimum } from "./polish-minimum.js";
export { type LeastSquaresSolution, solveLeastSquares } from "./qr.js";
