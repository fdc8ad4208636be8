/**
 * The local server of the studio: the built site, the runs on disk, and new runs, on 127.0.0.1 alone.
 * @module
 */
export type { PlannedRun } from "../runner/planned-run.js";
export { type StudioOptions, type StudioServer, startStudio } from "./server.js";
