export { requireVarying } from "../../study/varying.js";
export { defaultTable } from "./default-table.js";
export { readNumbers } from "./read-numbers.js";
export { readTable, type TableRead, tableDigest } from "./read-table.js";
export type { RunColumn, RunTable } from "./run-columns.js";
export { readRuns } from "./runs.js";
export { type RunSelection, type SelectedRuns, selectRuns } from "./select-runs.js";
