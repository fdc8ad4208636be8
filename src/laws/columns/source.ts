/** Where the numbers of a variable come from: a column of the table, perhaps scaled, or a formula in other variables. */
export type ColumnSource = FromColumn | Derived;

/** A column times a factor: `tokens*1e9`; or the logarithm of that, as a loss is of a perplexity: `ln(ppl)`. */
export interface FromColumn {
  readonly kind: "column";
  /** The column's name as in the header. */
  readonly column: string;
  /** What the column is multiplied with to get the variable's unit. */
  readonly factor: number;
  /** Whether the natural logarithm is taken after scaling. */
  readonly ln: boolean;
  /** How it was found, for people: `the header says billions`. */
  readonly because: string;
}

/** A variable that no column holds, from two that the table has, as C = 6ND. */
export interface Derived {
  readonly kind: "derived";
  readonly formula: Derivation;
  readonly because: string;
}

/** coefficient · Π variable^power; powers are 1 or −1. */
export interface Derivation {
  /** As people write it: `6 N D`. */
  readonly text: string;
  readonly coefficient: number;
  readonly powers: Readonly<Record<string, 1 | -1>>;
}

/** What was not certain about columns, for a person to check. */
export interface Assumption {
  /** The variables that it concerns. */
  readonly symbols: readonly string[];
  /** A sentence. */
  readonly text: string;
}

/** The source of each variable that was found, by the variable's symbol (N, D, C, L, U, …). */
export type ColumnSources = Readonly<Record<string, ColumnSource>>;
