import { type ColumnSources, resolveColumns } from "../../laws/columns/index.js";
import type { RunData } from "../../laws/fit/index.js";
import { forms } from "../../laws/forms/index.js";
import { InputError, invalid } from "../../numerics/errors.js";
import type { RunTable } from "../tables/run-columns.js";
import { type SelectedRuns, selectRuns } from "../tables/select-runs.js";
import type { FitRequest } from "./fit-request.js";
import { costIn, type Holdout, heldOut, parseHoldout } from "./holdout.js";
import { type ChosenLaw, positiveVariables } from "./law-of.js";
import type { TableColumns } from "./read-columns.js";
import type { FitWarning } from "./resamples.js";
import { subsetOf } from "./subset.js";

/** The runs of a table as a law reads them. */
export interface PreparedRuns {
  /** Runs to fit. */
  readonly data: RunData;
  /** Row of the table of each of them. */
  readonly rows: readonly number[];
  /** Line of the file of each of them. */
  readonly lines: readonly number[];
  /** Names of the groups, where runs are grouped. */
  readonly groupNames?: readonly string[];
  /** Runs held out, if any were. */
  readonly held: RunData | null;
  /** By what runs are called dear where a law is to be chosen by a column of one's own; else null. */
  readonly cost: Float64Array | null;
  readonly sources: ColumnSources;
  /** What had to be assumed or was left out. */
  readonly warnings: readonly FitWarning[];
}

/** What is read from a table. */
export interface WantedColumns {
  readonly variables: readonly string[];
  readonly target: string;
  /** Variables that must be positive. */
  readonly positive: readonly string[];
  readonly given: ColumnSources;
}

/** What a law reads. */
export function wantedBy({ form, given }: ChosenLaw): WantedColumns {
  return {
    ...{ variables: form.variables.map(({ name }) => name), target: form.target.name, given },
    positive: positiveVariables(form),
  };
}

/** Reads variables and target from a table as a request says. @throws InputError naming file, line and column */
export function prepareRuns(
  table: RunTable,
  wanted: WantedColumns,
  columns: TableColumns,
  request: FitRequest,
): PreparedRuns {
  const { target, given, variables } = wanted;
  const holdout = request.holdout === undefined ? undefined : parseHoldout(request.holdout);
  const symbols = symbolsNeeded(variables, columns, holdout);
  checkGiven(columns, [...symbols, target]);
  const { sources, assumptions } = resolveColumns([...symbols, target], given, columns.guess, columns.names);
  const selected = selectRuns(table, {
    ...{ sources, variables: symbols, target },
    positive: [...wanted.positive, ...(request.loss.kind === "ls-raw" ? [] : [target])],
    skipMissing: request.skipMissing,
    ...(request.where !== undefined && { where: request.where }),
    ...(request.weights !== undefined && { weights: request.weights }),
    ...(request.by !== undefined && { groups: request.by }),
    ...(request.splitColumn !== undefined && { splitColumn: request.splitColumn }),
  });
  // A law that is to be chosen holds the dearest runs out by itself, in roll-outs.
  const cost = holdout && !holdout.beyond && request.law === "auto" ? costIn(table, selected, holdout, symbols) : null;
  const out = heldOut(table, selected, { holdout: cost ? undefined : holdout, symbols });
  const all = out.map((_, i) => i);
  const kept = all.filter((i) => !out[i]);
  const held = all.filter((i) => out[i]);
  if (kept.length === 0) throw new InputError(`${table.path}: no run is left to fit; expected some`);
  return {
    ...{ cost, sources, warnings: [...sameColumns(sources), ...warningsOf(selected, assumptions)] },
    data: onlyVariables(variables, held.length === 0 ? selected.data : subsetOf(selected.data, kept)),
    rows: kept.map((i) => selected.rows[i]!),
    lines: kept.map((i) => table.lineOf(selected.rows[i]!)),
    ...(selected.groupNames && held.length === 0 && { groupNames: selected.groupNames }),
    held: held.length === 0 ? null : onlyVariables(variables, subsetOf(selected.data, held)),
  };
}

/** The law's variables, and that of the holdout where it is a symbol and no column. */
function symbolsNeeded(variables: readonly string[], { names }: TableColumns, holdout: Holdout | undefined): string[] {
  const isColumn = holdout && names.includes(holdout.name) && holdout.name !== "C";
  return [...new Set([...variables, ...(holdout && !isColumn ? [holdout.name] : [])])];
}

function onlyVariables(names: readonly string[], data: RunData): RunData {
  return { ...data, variables: Object.fromEntries(names.map((name) => [name, data.variables[name]!])) };
}

/** Everything that a law of the catalogue reads. */
const KNOWN = [...new Set(forms.flatMap(({ variables, target }) => [...variables, target].map(({ name }) => name)))];

/** @throws InputError for a column given for what neither this law nor another reads */
function checkGiven({ given }: TableColumns, symbols: readonly string[]): void {
  const stray = Object.keys(given).find(
    (symbol) => !symbols.includes(symbol) && ![...KNOWN, "C", "epochs"].includes(symbol),
  );
  if (stray !== undefined) throw invalid("--columns", `${stray}=…`, `variables of a law, here ${symbols.join(", ")}`);
}

/** Variables that one column is read for: most likely a slip. */
function sameColumns(sources: ColumnSources): FitWarning[] {
  const read = Object.entries(sources).flatMap(([symbol, source]) =>
    source.kind === "column" ? [{ symbol, column: source.column }] : [],
  );
  return read.flatMap(({ symbol, column }, i) => {
    const first = read.slice(0, i).find((other) => other.column === column);
    if (!first) return [];
    return [
      { code: "same-column", message: `same column: ${first.symbol} and ${symbol} are both read from ${column}` },
    ];
  });
}

/** Lines named in a warning before the rest is counted. */
const LINES_NAMED = 5;

function warningsOf({ leftOut, duplicates }: SelectedRuns, assumptions: readonly string[]): FitWarning[] {
  const warnings: FitWarning[] = assumptions.map((message) => ({ code: "assumed-unit", message }));
  if (leftOut.length > 0) {
    const named = leftOut.map(({ line, because }) => `line ${line} (${because})`);
    warnings.push({ code: "rows-left-out", message: `left out: ${listed(named)}` });
  }
  if (duplicates.length > 0) {
    const named = duplicates.map(([line, first]) => `line ${line} repeats line ${first}`);
    warnings.push({ code: "duplicate-runs", message: `${listed(named)}; each counts as a run of its own` });
  }
  return warnings;
}

function listed(items: readonly string[]): string {
  const more = items.length - LINES_NAMED;
  return `${items.slice(0, LINES_NAMED).join(", ")}${more > 0 ? ` and ${more.toLocaleString("en")} more` : ""}`;
}
