export type { ColumnSource, ColumnSources, Derivation, Derived, FromColumn } from "./source.js";

import type { ColumnSources } from "./source.js";

/** What the header tells, and what had to be assumed. */
export interface ColumnsGuess {
  readonly roles: ColumnSources;
  /** Sentences for warnings of code `assumed-unit`: nothing was converted on these grounds. */
  readonly assumptions: readonly string[];
}
/** Guesses the variables' columns from their names; `values` (by column name) only raises doubts about units. */
export declare function guessColumns(
  names: readonly string[],
  values?: (column: string) => Float64Array | undefined,
): ColumnsGuess;

/** `N=params,D=tokens*1e9,L=loss`, `L=ln(ppl)`, `N="Model Size (B)"*1e9`. @throws InputError */
export declare function parseColumns(text: string, names: readonly string[]): ColumnSources;

/** Explicit sources over guessed ones, with C = 6ND, D = C/(6N), N = C/(6D), D = epochs U, M = D/N filled in where wanted. @throws InputError for a wanted variable that has no source, with the header's names. */
export declare function resolveColumns(
  wanted: readonly string[],
  given: ColumnSources,
  guess: ColumnsGuess,
): { readonly sources: ColumnSources; readonly assumptions: readonly string[] };

/** `D = tokens × 1e9 (the header says billions)`: how a command shows the choice. */
export declare function describeSource(variable: string, source: ColumnSources[string]): string;
