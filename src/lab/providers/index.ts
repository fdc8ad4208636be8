export { chooseProvider, type ProviderName } from "./choose.js";
export { openBlasProvider } from "./openblas.js";
