/** Special functions. @module */
export { erf, erfc, normalCdf } from "./error-function.js";
