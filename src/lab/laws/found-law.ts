import { type Candidate, candidateForms, chooseLaw } from "../../laws/choose/index.js";
import { resolveColumns } from "../../laws/columns/index.js";
import { type Fit, fitLaw } from "../../laws/fit/index.js";
import { forms, startNear } from "../../laws/forms/index.js";
import { InputError } from "../../numerics/errors.js";
import { rootStream } from "../../numerics/random/index.js";
import type { FitDocument } from "../law-documents.js";
import type { RunTable } from "../tables/index.js";
import type { FitEvents, FitRequest } from "./fit-request.js";
import { finite } from "./intervals.js";
import { lawOf } from "./law-of.js";
import { type PreparedRuns, prepareRuns, wantedBy } from "./prepare-runs.js";
import { readColumns, type TableColumns } from "./read-columns.js";
import type { FitWarning } from "./resamples.js";

/** A law fitted to the runs of a table, named or chosen. */
export interface FoundLaw {
  readonly runs: PreparedRuns;
  readonly fit: Fit;
  /** Of the fit; of all tried, where it was chosen. */
  readonly cpuSeconds: number;
  readonly warnings: readonly FitWarning[];
  readonly candidates?: NonNullable<FitDocument["candidates"]>;
}

/** Fits the law that a request names, or the one that predicts dear runs best. @throws InputError */
export function foundLaw(table: RunTable, request: FitRequest, events: FitEvents): FoundLaw {
  const columns = readColumns(table, request.columns);
  return request.law === "auto" && request.form === undefined
    ? chosenLaw(table, columns, request, events)
    : namedLaw(table, columns, request, events);
}

function namedLaw(table: RunTable, columns: TableColumns, request: FitRequest, { seconds }: FitEvents): FoundLaw {
  const law = lawOf(request, columns);
  const runs = prepareRuns(table, wantedBy(law), columns, request);
  const form = startNear(law.form, runs.data.variables);
  const { loss, starts } = request;
  const stream = rootStream(request.seed).child("fit", "starts");
  const { result: fit, cpuSeconds } = timed(
    () => fitLaw(form, runs.data, { loss, stream, ...(starts !== undefined && { starts }) }),
    seconds,
  );
  return { runs, fit, cpuSeconds, warnings: [...fit.warnings, ...runs.warnings] };
}

function chosenLaw(table: RunTable, columns: TableColumns, request: FitRequest, events: FitEvents): FoundLaw {
  const target = targetOf(table, columns);
  const available = availableSymbols(columns).filter((symbol) => symbol !== target);
  const laws = candidateForms(available, target);
  if (laws.length === 0) {
    throw new InputError(
      `${table.path}: no law of the catalogue is of ${available.join(", ") || "the columns that were recognised"}; expected --columns N=…,D=…,L=…, or --form`,
    );
  }
  const variables = [...new Set(laws.flatMap((form) => form.variables.map(({ name }) => name)))];
  const runs = prepareRuns(table, { variables, target, positive: [], given: columns.given }, columns, request);
  if (runs.data.target.every((value) => value === runs.data.target[0])) {
    throw new InputError(
      `${table.path}: ${target} is ${runs.data.target[0]} in every run; expected values that differ, to choose a law by`,
    );
  }
  const { loss, starts } = request;
  const { result: choice, cpuSeconds } = timed(
    () =>
      chooseLaw(laws, runs.data, {
        ...{ loss, test: runs.held, stream: rootStream(request.seed).child("fit", "choose") },
        ...(runs.cost && { cost: runs.cost }),
        ...(starts !== undefined && { starts }),
        onCandidate: (done, all) => events.progress?.("laws", done, all),
      }),
    events.seconds,
  );
  const { fit } = choice.chosen;
  return {
    ...{ runs, fit, cpuSeconds },
    warnings: [...choice.warnings, ...fit.warnings, ...warningsAbout(fit, runs, columns)],
    candidates: choice.ranked.map(candidateEntry),
  };
}

/** What was assumed of the chosen law's own variables, and what was left out. */
function warningsAbout({ form }: Fit, runs: PreparedRuns, { given, guess, names }: TableColumns): FitWarning[] {
  const read = [...form.variables.map(({ name }) => name), form.target.name];
  const { assumptions } = resolveColumns(read, given, guess, names);
  return runs.warnings.filter(({ code, message }) => code !== "assumed-unit" || assumptions.includes(message));
}

function candidateEntry({ form, error, rollOut, test, fit, note }: Candidate) {
  const score = test ?? rollOut;
  return {
    law: form.name,
    parameters: form.parameters.length,
    holdoutR2: score && score.r2 !== null ? finite(score.r2) : null,
    holdoutMape: score && finite(score.mape),
    rollOutError: finite(error),
    objective: fit && finite(fit.objective),
    note,
  };
}

/** What the columns give, directly or derived. */
function availableSymbols({ given, guess, names }: TableColumns): string[] {
  const known = new Set([...Object.keys(guess.roles), ...Object.keys(given)]);
  for (const { name } of forms.flatMap(({ variables }) => variables)) {
    if (!known.has(name) && canRead(name, { given, guess, names })) known.add(name);
  }
  return [...known];
}

function canRead(symbol: string, { given, guess, names }: TableColumns): boolean {
  try {
    resolveColumns([symbol], given, guess, names);
    return true;
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
}

/** The loss, or whatever else of what laws predict the columns have. */
function targetOf(table: RunTable, columns: TableColumns): string {
  const targets = [...new Set(forms.map(({ target }) => target.name))];
  const found = ["L", ...targets].find((name) => canRead(name, columns));
  if (found) return found;
  throw new InputError(`${table.path}: no column of losses was recognised; expected --columns L=COLUMN`);
}

function timed<T>(
  work: () => T,
  seconds = () => performance.now() / 1e3,
): { readonly result: T; readonly cpuSeconds: number } {
  const started = seconds();
  const result = work();
  return { result, cpuSeconds: seconds() - started };
}
