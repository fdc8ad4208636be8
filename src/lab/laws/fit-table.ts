import {
  asymptoticDraws,
  bootstrap,
  type Fit,
  type ProfileInterval,
  profile,
  type RunData,
} from "../../laws/fit/index.js";
import { type Matrix, matrix } from "../../numerics/linear-algebra/matrix.js";
import { rootStream } from "../../numerics/random/index.js";
import type { FitDocument } from "../law-documents.js";
import type { RunTable } from "../tables/run-columns.js";
import { type FitFindings, fitDocument } from "./fit-document.js";
import type { FitEvents, FitRequest } from "./fit-request.js";
import { foundLaw } from "./found-law.js";
import { groupsThatDiffer } from "./groups-differ.js";
import { scoreHoldout } from "./holdout.js";
import { influential } from "./influence.js";
import { type FitWarning, resamplesOf } from "./resamples.js";

/** A fitted law with what its report is drawn from. */
export interface FittedRuns extends FitFindings {
  readonly document: FitDocument;
}

/** What the figures of a fit are drawn from: data alone, which can be sent to another thread. */
export type DrawnFit = Pick<FittedRuns, "document" | "fit" | "runs" | "draws" | "profiles">;

/** Draws from the asymptotic distribution, where there are no refits. */
const ASYMPTOTIC_DRAWS = 1000;

/**
 * Fits a law to a table of runs and finds the intervals. Deterministic but for `cpuSeconds`: the same table, request and
 * seed give the same document.
 *
 * @throws InputError for a column, filter or law that cannot be used, naming file, line and column
 */
export function fitTable(table: RunTable, request: FitRequest, events: FitEvents = {}): FittedRuns {
  const { runs, fit, candidates, cpuSeconds, warnings } = foundLaw(table, request, events);
  const drawn = drawsOf(fit, runs.data, request, events);
  const findings: FitFindings = {
    ...{ request, table, runs, fit, method: drawn.method, draws: drawn.draws, cpuSeconds },
    profiles: request.profile ? profilesOf(fit, runs.data, events) : null,
    score: runs.held && scoreHoldout(fit.form, fit.theta, runs.held),
    warnings: distinct([
      ...[...warnings, ...groupsThatDiffer(fit, table, runs, request)],
      ...[...influential(fit, runs, events), ...drawn.warnings],
    ]),
    ...(candidates && { candidates }),
  };
  return { ...findings, document: fitDocument(findings) };
}

function drawsOf(fit: Fit, data: RunData, request: FitRequest, { progress }: FitEvents) {
  const stream = rootStream(request.seed).child("fit", "draws");
  const { resamples, warnings } = resamplesOf(fit, request);
  // As many parameters as runs pass through any runs: refits would show nothing of chance.
  if (resamples > 0 && fit.n > fit.theta.length) {
    const onResample = (done: number) => progress?.("refits", done, resamples);
    return { method: "bootstrap" as const, draws: bootstrap(fit, data, { resamples, stream, onResample }), warnings };
  }
  const none: { method: "none"; draws: Matrix; warnings: readonly FitWarning[] } = {
    ...{ method: "none", draws: matrix(0, fit.theta.length), warnings },
  };
  if (!fit.covariance || fit.n <= fit.theta.length) return none;
  return { method: "asymptotic" as const, draws: asymptoticDraws(fit, ASYMPTOTIC_DRAWS, stream), warnings };
}

function profilesOf(fit: Fit, data: RunData, { progress }: FitEvents): ProfileInterval[] {
  return fit.form.parameters.map(({ name }, j, all) => {
    progress?.("profiles", j, all.length);
    return profile(fit, data, name);
  });
}

function distinct(warnings: readonly FitWarning[]): FitWarning[] {
  return warnings.filter(({ message }, i) => warnings.findIndex((other) => other.message === message) === i);
}
