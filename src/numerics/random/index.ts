/** Random streams addressed by a seed and a path. @module */
export { rootStream } from "./root-stream.js";
export type { Stream } from "./stream.js";
