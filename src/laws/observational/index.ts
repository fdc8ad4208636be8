/** Observational laws: models of different makers on common axes, found from their benchmarks. @module */
export { type BenchmarkAxes, imputeByComponents, principalComponents } from "./principal-components.js";
