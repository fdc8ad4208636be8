import { type ColumnSource, type ColumnSources, guessColumns, resolveColumns } from "../../laws/columns/index.js";
import type { RunData } from "../../laws/fit/index.js";
import { InputError, invalid } from "../../numerics/errors.js";
import type { Table } from "../../study/index.js";
import type { Measurement, Recorder } from "../measurement.js";

/**
 * The runs that a person's table holds, as a law reads them: columns by their names and in the units that these tell, a
 * missing variable from others (D = C/6N).
 *
 * @throws InputError for a variable or a loss that the table does not tell, or that is not positive somewhere.
 */
export function runsOf(table: Table, variables: readonly string[]): RunData {
  const columns = new Map(table.columns.map(({ name, values }) => [name, values]));
  const sources = sourcesOf(table, [...variables, "L"], columns);
  const valuesOf = (symbol: string): Float64Array =>
    checkPositive(table, symbol, evaluate(sources[symbol]!, columns, valuesOf));
  return {
    variables: Object.fromEntries(variables.map((symbol) => [symbol, valuesOf(symbol)])),
    target: valuesOf("L"),
  };
}

type Columns = ReadonlyMap<string, Float64Array>;

function sourcesOf(table: Table, symbols: readonly string[], columns: Columns): ColumnSources {
  const names = [...columns.keys()];
  const guess = guessColumns(names, (name) => columns.get(name));
  const lacking = symbols.filter((symbol) => {
    try {
      return resolveColumns([symbol], {}, guess).sources[symbol] === undefined;
    } catch (error) {
      if (error instanceof InputError) return true;
      throw error;
    }
  });
  if (lacking.length === 0) return resolveColumns(symbols, {}, guess).sources;
  throw invalid(
    "table",
    `${table.name} with columns ${names.join(", ")}`,
    `columns for ${symbols.join(", ")} (L is the loss); there is none for ${lacking.join(", ")}`,
  );
}

function evaluate(source: ColumnSource, columns: Columns, valuesOf: (symbol: string) => Float64Array): Float64Array {
  if (source.kind === "column") {
    const scaled = columns.get(source.column)!.map((value) => source.factor * value);
    return source.ln ? scaled.map(Math.log) : scaled;
  }
  const { coefficient, powers } = source.formula;
  const factors = Object.entries(powers).map(([symbol, power]) => ({ values: valuesOf(symbol), power }));
  return factors[0]!.values.map((_, i) =>
    factors.reduce((product, { values, power }) => product * values[i]! ** power, coefficient),
  );
}

function checkPositive(table: Table, symbol: string, values: Float64Array): Float64Array {
  const row = values.findIndex((value) => !(value > 0));
  if (row < 0) return values;
  throw invalid(symbol, values[row], `a positive number in each row of ${table.name}; this is row ${row + 1}`);
}

/** The runs but for the `count` of highest loss. @throws InputError where fewer than six are left. */
export function withoutHighest({ variables, target }: RunData, count: number): RunData {
  const order = Array.from(target.keys()).sort((a, b) => target[b]! - target[a]! || a - b);
  const out = new Set(order.slice(0, count));
  const kept = (values: Float64Array) => values.filter((_, i) => !out.has(i));
  if (target.length - count < 6) throw invalid("number of runs left", target.length - count, "at least 6");
  return {
    variables: Object.fromEntries(Object.entries(variables).map(([name, values]) => [name, kept(values)])),
    target: kept(target),
  };
}

/** Says in the rows that they come from a person's table of so many runs. */
export function recordTable(recorder: Recorder, runs: number): void {
  recorder.scalar("runs", runs, "table");
}

/** How many runs the person's table had; undefined for rows of planted runs. */
export function tableRuns(rows: readonly Measurement[]): number | undefined {
  return rows.find(({ quantity, series }) => quantity === "runs" && series === "table")?.value ?? undefined;
}

/** The one cell of a study on a person's table. */
export function tableCell<P>(params: P): { readonly id: string; readonly repetition: 0; readonly params: P } {
  return { id: "table", repetition: 0, params };
}
