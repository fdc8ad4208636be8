import { invalid } from "../../numerics/errors.js";
import { quantities } from "../forms/quantities.js";
import type { ColumnsGuess } from "./guess.js";
import type { ColumnSource, ColumnSources, Derivation } from "./source.js";
import { shortFactor } from "./units.js";

/** What follows from what, where no column holds it. C = 6 N D is the usual count for training a dense model. */
const derivations: readonly (readonly [symbol: string, derivation: Derivation])[] = [
  ["C", { text: "6 N D", coefficient: 6, powers: { N: 1, D: 1 } }],
  ["D", { text: "C/(6 N)", coefficient: 1 / 6, powers: { C: 1, N: -1 } }],
  ["D", { text: "M N", coefficient: 1, powers: { M: 1, N: 1 } }],
  ["D", { text: "epochs U", coefficient: 1, powers: { epochs: 1, U: 1 } }],
  ["N", { text: "C/(6 D)", coefficient: 1 / 6, powers: { C: 1, D: -1 } }],
  ["U", { text: "D/epochs", coefficient: 1, powers: { D: 1, epochs: -1 } }],
  ["M", { text: "D/N", coefficient: 1, powers: { D: 1, N: -1 } }],
  ["epochs", { text: "D/U", coefficient: 1, powers: { D: 1, U: -1 } }],
];

/** Where all variables of a law come from. */
export interface ResolvedColumns {
  /** Of the wanted variables, and of those that they are derived from. */
  readonly sources: ColumnSources;
  /** Sentences for warnings of code `assumed-unit`, about the variables used only. */
  readonly assumptions: readonly string[];
}

/**
 * Finds a source for each wanted symbol: given, guessed, or derived from others (C = 6 N D, M = D/N, …).
 *
 * @throws InputError for a symbol without any.
 */
export function resolveColumns(
  wanted: readonly string[],
  given: ColumnSources,
  guess: ColumnsGuess,
  names: readonly string[] = [],
): ResolvedColumns {
  const direct: ColumnSources = { ...guess.roles, ...given };
  const sources: Record<string, ColumnSource> = {};
  const assumptions: string[] = [];
  for (const symbol of wanted) {
    const source = direct[symbol] ?? derive(symbol, direct);
    if (source === undefined) throw invalid("columns", `none for ${named(symbol)}`, suggestion(symbol, names));
    sources[symbol] = source;
    if (source.kind !== "derived") continue;
    for (const other of Object.keys(source.formula.powers)) sources[other] = direct[other]!;
    assumptions.push(describeSource(symbol, source));
  }
  const guessed = (symbol: string) => symbol in sources && !(symbol in given);
  const about = guess.assumptions.filter(({ symbols }) => symbols.some(guessed)).map(({ text }) => text);
  return { sources, assumptions: [...assumptions, ...about] };
}

/** How a command shows a source: `D = tokens × 1e9 (the header says billions)`. */
export function describeSource(symbol: string, source: ColumnSource): string {
  if (source.kind === "derived") return `${symbol} = ${source.formula.text} (${source.because})`;
  const scaled = source.factor === 1 ? source.column : `${source.column} × ${shortFactor(source.factor)}`;
  return `${symbol} = ${source.ln ? `ln(${scaled})` : scaled} (${source.because})`;
}

function derive(symbol: string, direct: ColumnSources): ColumnSource | undefined {
  const found = derivations.find(
    ([name, { powers }]) => name === symbol && Object.keys(powers).every((other) => other in direct),
  );
  if (found === undefined) return undefined;
  return { kind: "derived", formula: found[1], because: `no column holds ${named(symbol)}` };
}

function named(symbol: string): string {
  const quantity = Object.values(quantities).find(({ name }) => name === symbol);
  return quantity === undefined ? symbol : `${symbol}, ${quantity.description}`;
}

function suggestion(symbol: string, names: readonly string[]): string {
  const listed = names.length > 12 ? [...names.slice(0, 12), "…"] : names;
  return `--columns ${symbol}=COLUMN${listed.length > 0 ? ` with one of: ${listed.join(", ")}` : ""}`;
}
