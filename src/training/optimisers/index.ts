/** The optimisers and the rules that they are made of. @module */
export { type AdamOptions, adam, adamW, type MomentOptions, scaleByAdam } from "./adam.js";
export { type AdanOptions, adan, scaleByAdan } from "./adan.js";
export { gaussNewtonBartlett } from "./bartlett.js";
export { type GaloreOptions, galore, scaleByGalore } from "./galore.js";
export { lamb, scaleByTrustRatio } from "./lamb.js";
export { accumulateVelocity, type SgdOptions, sgd } from "./sgd.js";
export { type SophiaOptions, scaleBySophia, sophiaG } from "./sophia.js";
