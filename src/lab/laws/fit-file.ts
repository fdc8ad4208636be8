import {
  asymptoticDraws,
  bootstrap,
  type Fit,
  type ProfileInterval,
  profile,
  type RunData,
  type Warning,
} from "../../laws/fit/index.js";
import { type Matrix, matrix } from "../../numerics/linear-algebra/matrix.js";
import { rootStream } from "../../numerics/random/index.js";
import type { FitDocument } from "../law-documents.js";
import { type RunTable, readRuns } from "../tables/index.js";
import { type FitFindings, fitDocument } from "./fit-document.js";
import type { FitEvents, FitRequest } from "./fit-request.js";
import { foundLaw } from "./found-law.js";
import { scoreHoldout } from "./holdout.js";
import { influential } from "./influence.js";

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
  const { runs, fit, candidates, cpuSeconds, warnings } = await foundLaw(table, request, events);
  const drawn = drawsOf(fit, runs.data, request, events);
  const findings: FitFindings = {
    ...{ request, table, runs, fit, method: drawn.method, draws: drawn.draws, cpuSeconds },
    profiles: request.profile ? profilesOf(fit, runs.data, events) : null,
    score: runs.held && scoreHoldout(fit.form, fit.theta, runs.held),
    warnings: distinct([...warnings, ...influential(fit, runs, events), ...drawn.warnings]),
    ...(candidates && { candidates }),
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

function distinct(warnings: readonly Warning[]): Warning[] {
  return warnings.filter(({ message }, i) => warnings.findIndex((other) => other.message === message) === i);
}
