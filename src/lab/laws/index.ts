/** The laws on a person's files: from a table or a stored fit to a document. @module */
export { fitCommand } from "./fit-command.js";
export { DEFAULT_DELTA, DEFAULT_FIT_SEED } from "./fit-defaults.js";
export { drawsOf, formOf, thetaOf } from "./fit-document.js";
export { fitFile } from "./fit-file.js";
export type { FitEvents, FitPart, FitRequest } from "./fit-request.js";
export { type FittedRuns, fitTable } from "./fit-table.js";
export { holdoutWords, intervalWords, lossWords, searchWords } from "./fit-words.js";
export { type FittedForecast, forecastFile } from "./forecast-file.js";
export type { ForecastRequest } from "./forecast-request.js";
export type { HoldoutScore } from "./holdout.js";
export { fittedTex, lawTex, lawText } from "./law-text.js";
export { fitToPlanWith } from "./law-to-plan-with.js";
export { type FittedMixtures, type MixRequest, mixFile, type Supply } from "./mix-file.js";
export { planFrom } from "./plan-from.js";
export type { PlanRequest, Rent } from "./plan-request.js";
export { readFit } from "./read-fit.js";
