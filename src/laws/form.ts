/** Something that is measured or chosen: a variable of a law, or what the law predicts. */
export interface Quantity {
  /** The field's symbol, as in expressions and in `--columns`: `N`, `D`, `L`. */
  readonly name: string;
  /** `parameters`, `tokens`, `FLOP`, `nats per token`, `fraction`, …; empty for a pure number. */
  readonly unit: string;
  readonly description: string;
}

/** A constant of a law that is fitted. */
export interface FormParameter extends Quantity {
  /** Closed bounds; a `log` parameter's lower bound is positive. */
  readonly lower: number;
  readonly upper: number;
  /** `log`: positive, searched for and given intervals on the logarithmic scale. */
  readonly scale: "log" | "linear";
  /** Where starts of a search are drawn from, uniformly on the parameter's scale. */
  readonly start: readonly [low: number, high: number];
}

/**
 * A law of scaling as data: one expression in variables and parameters (see `expression/grammar.md`), differentiated by
 * the program. Parameters that enter linearly are found from the expression.
 */
export interface Form {
  /** As after `--law`: `chinchilla`. */
  readonly name: string;
  readonly title: string;
  /** Paper and equation, with the arXiv number. */
  readonly source: string;
  /** The predicted quantity, as an expression in the names of `variables` and `parameters`. */
  readonly expression: string;
  readonly variables: readonly Quantity[];
  readonly target: Quantity;
  readonly parameters: readonly FormParameter[];
}
