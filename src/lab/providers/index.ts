export { chooseProvider, type ProviderName } from "./choose.js";
export { type Gflops, measureGflops } from "./measure.js";
export { openBlasProvider } from "./openblas.js";
