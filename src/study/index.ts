/**
 * The contract: claim, study, verdict, figure.
 * @module
 */
export type * from "./claim.js";
export type * from "./figure.js";
export type * from "./reference.js";
export * from "./study.js";
export type * from "./table.js";
export type * from "./user-module.js";
export * from "./verdict.js";
