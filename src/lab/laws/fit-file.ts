import {
  asymptoticDraws,
  bootstrap,
  type Fit,
  fitLaw,
  leaveOneOut,
  type ProfileInterval,
  profile,
  type RunData,
  type Warning,
} from "../../laws/fit/index.js";
import { startNear } from "../../laws/forms/index.js";
import { type Matrix, matrix } from "../../numerics/linear-algebra/matrix.js";
import { rootStream } from "../../numerics/random/index.js";
import type { FitDocument } from "../law-documents.js";
import { type RunTable, readRuns } from "../tables/index.js";
import { type FitFindings, fitDocument } from "./fit-document.js";
import type { FitEvents, FitRequest } from "./fit-request.js";
import { scoreHoldout } from "./holdout.js";
import { lawOf } from "./law-of.js";
import { type PreparedRuns, prepareRuns } from "./prepare-runs.js";
import { readColumns } from "./read-columns.js";

/** A fitted law with what its report is drawn from. */
export interface FittedRuns extends FitFindings {
  readonly document: FitDocument;
}

/** Refits unless a request says how many. */
export const DEFAULT_RESAMPLES = 1000;
/** Runs times parameters beyond which refits would take minutes, and are made only where they are asked for. */
const LONGEST_RESAMPLED = 100_000;
/** Draws from the asymptotic distribution, where there are no refits. */
const ASYMPTOTIC_DRAWS = 1000;
/** Runs (or groups) beyond which they are not left out one by one. */
const MOST_LEFT_OUT = 1000;
/** A run is called influential where leaving it out moves a parameter by more standard errors than this. */
const INFLUENTIAL = 2;

/**
 * Reads a table of runs, fits a law to it and finds the intervals. Deterministic but for `cpuSeconds`: the same table,
 * request and seed give the same document.
 *
 * @throws InputError for a table, column, filter or law that cannot be used, naming file, line and column
 */
export async function fitFile(request: FitRequest, events: FitEvents = {}): Promise<FittedRuns> {
  const table = await readRuns(request.file);
  return fitTable(table, request, events);
}

/** As {@link fitFile}, for a table that is at hand. */
export async function fitTable(table: RunTable, request: FitRequest, events: FitEvents = {}): Promise<FittedRuns> {
  const columns = readColumns(table, request.columns);
  const law = await lawOf(request, columns);
  const runs = prepareRuns(table, law, columns, request);
  const form = startNear(law.form, runs.data.variables);
  const stream = rootStream(request.seed).child("fit");
  const started = process.cpuUsage();
  const { loss, starts } = request;
  const fit = fitLaw(form, runs.data, {
    loss,
    stream: stream.child("starts"),
    ...(starts !== undefined && { starts }),
  });
  const { user, system } = process.cpuUsage(started);
  const drawn = drawsOf(fit, runs.data, request, events);
  const findings: FitFindings = {
    ...{ request, table, runs, fit, method: drawn.method, draws: drawn.draws },
    profiles: request.profile ? profilesOf(fit, runs.data, events) : null,
    score: runs.held && scoreHoldout(form, fit.theta, runs.held),
    cpuSeconds: (user + system) / 1e6,
    warnings: distinct([...fit.warnings, ...runs.warnings, ...influential(fit, runs, events), ...drawn.warnings]),
  };
  return { ...findings, document: fitDocument(findings) };
}

function drawsOf(fit: Fit, data: RunData, { bootstrap: asked, seed }: FitRequest, { progress }: FitEvents) {
  const stream = rootStream(seed).child("fit", "draws");
  const cells = fit.n * fit.theta.length;
  const isLong = asked === undefined && cells > LONGEST_RESAMPLED;
  const resamples = asked ?? (isLong ? 0 : DEFAULT_RESAMPLES);
  const skipped: Warning = {
    code: "bootstrap-skipped",
    message: `bootstrap skipped: ${fit.n.toLocaleString("en")} runs would take minutes, so that the intervals are asymptotic; --bootstrap ${DEFAULT_RESAMPLES} resamples all the same`,
  };
  const warnings = isLong ? [skipped] : [];
  if (resamples > 0) {
    const onResample = (done: number) => progress?.("refits", done, resamples);
    return { method: "bootstrap" as const, draws: bootstrap(fit, data, { resamples, stream, onResample }), warnings };
  }
  const none: { method: "none"; draws: Matrix; warnings: Warning[] } = {
    ...{ method: "none", draws: matrix(0, fit.theta.length), warnings },
  };
  if (!fit.covariance) return none;
  return { method: "asymptotic" as const, draws: asymptoticDraws(fit, ASYMPTOTIC_DRAWS, stream), warnings };
}

function profilesOf(fit: Fit, data: RunData, { progress }: FitEvents): ProfileInterval[] {
  return fit.form.parameters.map(({ name }, j, all) => {
    progress?.("profiles", j, all.length);
    return profile(fit, data, name);
  });
}

/** The run (or group) whose absence moves a parameter most, where it moves it far. */
function influential(fit: Fit, { data, lines, groupNames }: PreparedRuns, { progress }: FitEvents): Warning[] {
  const units = data.groups ? data.groups.reduce((most, group) => Math.max(most, group + 1), 0) : fit.n;
  if (units > MOST_LEFT_OUT || units <= fit.theta.length) return [];
  progress?.("runs left out", 0, units);
  const { theta, largest } = leaveOneOut(fit, data);
  const unit = largest.reduce((most, { change }, i) => (change > largest[most]!.change ? i : most), 0);
  const { change, parameter } = largest[unit]!;
  if (change <= INFLUENTIAL) return [];
  const j = fit.form.parameters.findIndex(({ name }) => name === parameter);
  const [from, to] = [fit.theta[j]!, theta.data[unit * theta.columns + j]!].map(short);
  const what = data.groups ? `group ${groupNames?.[unit] ?? unit}` : `line ${lines[unit]}`;
  const message = `influential run: without ${what}, ${parameter} moves from ${from} to ${to}, ${change.toFixed(1)} standard errors`;
  return [{ code: "influential-run", message }];
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}

function distinct(warnings: readonly Warning[]): Warning[] {
  return warnings.filter(({ message }, i) => warnings.findIndex((other) => other.message === message) === i);
}
