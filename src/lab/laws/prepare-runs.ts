import { type ColumnSources, resolveColumns } from "../../laws/columns/index.js";
import type { RunData, Warning } from "../../laws/fit/index.js";
import type { Form } from "../../laws/form.js";
import { InputError } from "../../numerics/errors.js";
import { type RunTable, type SelectedRuns, selectRuns } from "../tables/index.js";
import type { FitRequest } from "./fit-request.js";
import { type Holdout, heldOut, parseHoldout } from "./holdout.js";
import { type ChosenLaw, positiveVariables } from "./law-of.js";
import type { TableColumns } from "./read-columns.js";
import { subsetOf } from "./subset.js";

/** The runs of a table as a law reads them. */
export interface PreparedRuns {
  /** Runs to fit. */
  readonly data: RunData;
  /** Line of the file of each of them. */
  readonly lines: readonly number[];
  /** Names of the groups, where runs are grouped. */
  readonly groupNames?: readonly string[];
  /** Runs held out, if any were. */
  readonly held: RunData | null;
  readonly sources: ColumnSources;
  /** What had to be assumed or was left out. */
  readonly warnings: readonly Warning[];
}

/** Reads a law's variables and target from a table as a request says. @throws InputError naming file, line and column */
export function prepareRuns(
  table: RunTable,
  { form, given }: ChosenLaw,
  columns: TableColumns,
  request: FitRequest,
): PreparedRuns {
  const holdout = request.holdout === undefined ? undefined : parseHoldout(request.holdout);
  const symbols = symbolsNeeded(form, columns, holdout);
  const { sources, assumptions } = resolveColumns([...symbols, form.target.name], given, columns.guess, columns.names);
  const selected = selectRuns(table, {
    sources,
    variables: symbols,
    target: form.target.name,
    positive: [...positiveVariables(form), ...(request.loss.kind === "ls-raw" ? [] : [form.target.name])],
    skipMissing: request.skipMissing,
    ...(request.where !== undefined && { where: request.where }),
    ...(request.weights !== undefined && { weights: request.weights }),
    ...(request.by !== undefined && { groups: request.by }),
    ...(request.splitColumn !== undefined && { splitColumn: request.splitColumn }),
  });
  const out = heldOut(table, selected, { holdout, symbols });
  const all = out.map((_, i) => i);
  const kept = all.filter((i) => !out[i]);
  const held = all.filter((i) => out[i]);
  if (kept.length === 0) throw new InputError(`${table.path}: no run is left to fit; expected some`);
  return {
    data: onlyVariables(form, held.length === 0 ? selected.data : subsetOf(selected.data, kept)),
    lines: kept.map((i) => table.lineOf(selected.rows[i]!)),
    ...(selected.groupNames && held.length === 0 && { groupNames: selected.groupNames }),
    held: held.length === 0 ? null : onlyVariables(form, subsetOf(selected.data, held)),
    sources,
    warnings: warningsOf(selected, assumptions),
  };
}

/** The law's variables, and that of the holdout where it is a symbol and no column. */
function symbolsNeeded(form: Form, { names }: TableColumns, holdout: Holdout | undefined): string[] {
  const variables = form.variables.map(({ name }) => name);
  const isColumn = holdout && names.includes(holdout.name) && holdout.name !== "C";
  return [...new Set([...variables, ...(holdout && !isColumn ? [holdout.name] : [])])];
}

function onlyVariables(form: Form, data: RunData): RunData {
  const variables = Object.fromEntries(form.variables.map(({ name }) => [name, data.variables[name]!]));
  return { ...data, variables };
}

/** Lines named in a warning before the rest is counted. */
const LINES_NAMED = 5;

function warningsOf({ leftOut, duplicates }: SelectedRuns, assumptions: readonly string[]): Warning[] {
  const warnings: Warning[] = assumptions.map((message) => ({ code: "assumed-unit", message }));
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
