/**
 * The lab: finds studies, runs them in worker threads, keeps their runs on disk, and reads them again.
 * @module
 */
export { bibliography } from "./bibtex.js";
export { type CatalogueEntry, loadCatalogue, loadStudy, studyIds, theoryOf } from "./catalogue.js";
export { fileCheckpoints } from "./checkpoints/file-checkpoints.js";
export { DEFAULT_OUT, DEFAULT_SEED, type RunCommand, runCommand } from "./command-line.js";
export { examine } from "./doctor/doctor.js";
export * from "./documents.js";
export { LabError } from "./errors.js";
export { Interruption } from "./interruption.js";
export { jsonText } from "./json-text.js";
export { ledger } from "./ledger/ledger.js";
export { chooseRun, reportRun, type StoredRun, storedRun, storedRuns } from "./ledger/stored-runs.js";
export { expectation, type JsonSchema } from "./parameters/expectation.js";
export {
  type PresetName,
  parameterSchema,
  parseSetting,
  presetNames,
  presetOf,
  resolveParameters,
} from "./parameters/resolve.js";
export { chooseProvider, type ProviderName } from "./providers/index.js";
export { type RunIdentity, runId } from "./run-id.js";
export { type FinishedRun, type RunEvents, type RunRequest, runStudy } from "./runner/run-study.js";
export { writeOutput } from "./store/atomic-file.js";
export type { Manifest } from "./store/manifest.js";
export { runFolder } from "./store/run-folder.js";
export { modulePaths, readUserModules } from "./user-modules/user-modules.js";
export { version } from "./version.js";
