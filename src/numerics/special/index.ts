/** Special functions. @module */
export { erf, erfc, normalCdf } from "./error-function.js";
export { logGamma } from "./gamma-function.js";
export { regularizedGammaP, regularizedGammaQ } from "./incomplete-gamma.js";
export { normalQuantile } from "./normal-quantile.js";
export { studentQuantile } from "./student-quantile.js";
