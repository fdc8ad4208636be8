import type { FitDocument, PlanDocument, Ranged } from "../../lab/law-documents.js";
import type { FitRequest } from "../../lab/laws/fit-request.js";
import { type DrawnFit, fitTable } from "../../lab/laws/fit-table.js";
import { frontier } from "../../lab/laws/frontier.js";
import { planFrom } from "../../lab/laws/plan-from.js";
import type { PlanRequest } from "../../lab/laws/plan-request.js";
import { readColumns } from "../../lab/laws/read-columns.js";
import { surfaces } from "../../lab/laws/surface.js";
import { fitFigures } from "../../lab/report/laws/all-figures.js";
import { blobFile } from "../../lab/tables/blob-file.js";
import { runsOf } from "../../lab/tables/runs-of-file.js";
import type { FromColumn } from "../../laws/columns/index.js";
import type { CallProgress } from "./calls.js";

/** A column of a visitor's table, as the page shows it. */
export interface ShownColumn {
  readonly name: string;
  readonly kind: "number" | "text";
  /** The first fields, as text. */
  readonly sample: readonly string[];
}

/** What a table seems to hold. */
export interface ReadTable {
  readonly rows: number;
  readonly columns: readonly ShownColumn[];
  /** The column of each variable that was recognised, by its symbol. */
  readonly guess: Readonly<Record<string, FromColumn>>;
  /** What a person should check, in sentences. */
  readonly doubts: readonly string[];
}

/** What is asked of a fit in the page: the request of the command line, with the file itself. */
export interface PageFit {
  readonly file: File;
  readonly request: FitRequest;
}

/** What is asked of a plan in the page. */
export interface PagePlan {
  readonly document: FitDocument;
  readonly request: PlanRequest;
}

/** The figures of a fit's report, by section. */
export type FitFigures = ReturnType<typeof fitFigures>;

/** Fields of a column that are shown. */
const SHOWN = 3;

/** Reads a visitor's table. @throws InputError `FILE:LINE:COLUMN: finding; expected …` */
export async function readTable(file: File): Promise<ReadTable> {
  const table = await runsOf(blobFile(file.name, file));
  const { guess } = readColumns(table, undefined);
  const columns = table.columns.map(({ name, kind, numbers, texts }) => ({
    ...{ name, kind },
    sample: Array.from(numbers.subarray(0, SHOWN), (value, row) => texts?.[row] ?? String(value)),
  }));
  return { rows: table.rows, columns, guess: guess.roles, doubts: guess.assumptions.map(({ text }) => text) };
}

/** Fits a law to a visitor's table: the numbers of `isinglass fit`. @throws InputError as the command does */
export async function fit({ file, request }: PageFit, progress: CallProgress): Promise<DrawnFit> {
  const table = await runsOf(blobFile(file.name, file));
  const { document, fit: found, runs, draws, profiles } = fitTable(table, request, { progress });
  return { document, fit: found, runs, draws, profiles };
}

/** The figures of the report of a fit. */
export async function figuresOf(fitted: DrawnFit): Promise<FitFigures> {
  return fitFigures(fitted);
}

/** Plans with a fitted law: the numbers of `isinglass plan`. @throws InputError as the command does */
export async function plan({ document, request }: PagePlan): Promise<PlanDocument> {
  return planFrom(document, request);
}

/** The best size for a budget by a law fitted to a table, with an interval of its asymptotic distribution. */
export async function bestSize({ compute, ...asked }: PageFit & { readonly compute: number }): Promise<Ranged> {
  const table = await runsOf(blobFile(asked.file.name, asked.file));
  const { fit: found, draws } = fitTable(table, { ...asked.request, bootstrap: 0 });
  const [point] = frontier(surfaces(found.form), found.theta, draws, [compute]);
  return { value: point!.plan?.N ?? null, ci95: point!.N };
}
