/** Which columns of a table hold a law's variables, and in which units. @module */
export { type ColumnsGuess, guessColumns } from "./guess.js";
export { knownColumn, parseColumns } from "./parse.js";
export { describeSource, type ResolvedColumns, resolveColumns } from "./resolve.js";
export type { Assumption, ColumnSource, ColumnSources, Derivation, Derived, FromColumn } from "./source.js";
