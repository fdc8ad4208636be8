/** Random streams addressed by a seed and a path, and what is drawn from them. @module */
export { haarOrthogonal } from "./haar.js";
export { rootStream } from "./root-stream.js";
export { permutation, sampleWithoutReplacement } from "./shuffle.js";
export type { Stream } from "./stream.js";
