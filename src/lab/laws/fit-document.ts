import { describeSource } from "../../laws/columns/index.js";
import type { Fit, ProfileInterval } from "../../laws/fit/index.js";
import type { Form } from "../../laws/form.js";
import { type Matrix, matrix } from "../../numerics/linear-algebra/matrix.js";
import { quantile, variance } from "../../numerics/statistics/index.js";
import type { FitDocument } from "../law-documents.js";
import type { RunTable } from "../tables/index.js";
import type { FitRequest } from "./fit-request.js";
import type { HoldoutScore } from "./holdout.js";
import { asymptotic95, column, finite, percentiles95 } from "./intervals.js";
import type { PreparedRuns } from "./prepare-runs.js";
import type { FitWarning } from "./resamples.js";

/** All that a fit found, from which its document is made. */
export interface FitFindings {
  readonly request: FitRequest;
  readonly table: RunTable;
  readonly runs: PreparedRuns;
  readonly fit: Fit;
  readonly method: FitDocument["intervals"]["method"];
  /** Draws × parameters; no rows where there are no intervals. */
  readonly draws: Matrix;
  /** One for each parameter, where profiles were asked for. */
  readonly profiles: readonly ProfileInterval[] | null;
  readonly score: HoldoutScore | null;
  readonly cpuSeconds: number;
  readonly warnings: readonly FitWarning[];
  readonly candidates?: FitDocument["candidates"];
}

/** The document of a fit. */
export function fitDocument(findings: FitFindings): FitDocument {
  const { request, table, fit, method, draws, score, candidates } = findings;
  const { form, loss, n, objective, diagnostics } = fit;
  return {
    law: form.name,
    loss: loss.kind,
    delta: loss.kind === "huber" ? loss.delta : null,
    n,
    objective,
    parameters: Object.fromEntries(form.parameters.map(({ name }, j) => [name, parameterEntry(findings, j)])),
    diagnostics: {
      optima: diagnostics.optima.length,
      starts: diagnostics.starts,
      startsAtBest: diagnostics.startsAtBest,
      condition: finite(diagnostics.condition),
      evaluations: diagnostics.evaluations,
      cpuSeconds: findings.cpuSeconds,
    },
    warnings: findings.warnings.map(({ code, message }) => ({ code, message })),
    ...(candidates && { candidates }),
    holdout: score,
    form: formEntry(findings),
    data: {
      file: table.path,
      digest: table.digest,
      rows: table.rows,
      where: request.where ?? null,
      weights: request.weights ?? null,
      group: request.by ?? null,
      compute: computeRange(findings),
    },
    seed: request.seed,
    intervals: {
      method,
      covariance: fit.covariance && rowsOf(fit.covariance),
      noise: finite(1.4826 * quantile(Array.from(fit.residuals, Math.abs), 0.5)),
      draws: rowsOf(draws),
    },
  };
}

/** A parameter with its errors; without them where all runs have one loss, whose refits agree by knowing nothing. */
function parameterEntry(
  { fit, runs, method, draws, profiles }: FitFindings,
  j: number,
): FitDocument["parameters"][string] {
  const [least, greatest] = rangeOf(runs.data.target);
  if (least === greatest) return { value: fit.theta[j]!, stderr: null, ci95: [null, null], profile95: null };
  const profile = profiles?.[j];
  const refits = method === "bootstrap" ? column(draws, j) : null;
  return {
    value: fit.theta[j]!,
    stderr: finite(refits ? deviation(refits) : fit.standardErrors[j]!),
    ci95: refits ? percentiles95(refits) : asymptotic95(fit, j),
    profile95: profile ? ([profile.lo, profile.hi] as [number | null, number | null]) : null,
  };
}

/** The standard deviation of refits; of one, not a number. */
function deviation(refits: Float64Array): number {
  return refits.length > 1 ? Math.sqrt(variance(refits)) : Number.NaN;
}

function formEntry({ runs, fit: { form } }: FitFindings): FitDocument["form"] {
  const { name, title, source, expression, variables, target, parameters } = form;
  const read = (quantity: Form["target"], values: Float64Array) => {
    const from = runs.sources[quantity.name]!;
    return {
      ...{ name: quantity.name, unit: quantity.unit, description: quantity.description },
      column: from.kind === "column" ? from.column : null,
      factor: from.kind === "column" ? from.factor : null,
      origin: describeSource(quantity.name, from),
      range: rangeOf(values),
    };
  };
  return {
    ...{ name, title, source, expression },
    variables: variables.map((variable) => read(variable, runs.data.variables[variable.name]!)),
    target: read(target, runs.data.target),
    parameters: parameters.map((parameter) => ({
      ...{ name: parameter.name, unit: parameter.unit, description: parameter.description },
      ...{ lower: finite(parameter.lower), upper: finite(parameter.upper), scale: parameter.scale },
      start: [parameter.start[0], parameter.start[1]],
    })),
  };
}

function computeRange({ runs: { data } }: FitFindings): [number, number] | null {
  const { N, D } = data.variables;
  return N && D ? rangeOf(N.map((size, i) => 6 * size * D[i]!)) : null;
}

function rangeOf(values: Float64Array): [number, number] {
  return [values.reduce((a, b) => Math.min(a, b), Infinity), values.reduce((a, b) => Math.max(a, b), -Infinity)];
}

function rowsOf({ rows, columns, data }: Matrix): number[][] {
  return Array.from({ length: rows }, (_, i) => Array.from(data.subarray(i * columns, (i + 1) * columns)));
}

/** The law of a document. */
export function formOf({ form }: Pick<FitDocument, "form">): Form {
  return {
    ...form,
    parameters: form.parameters.map((parameter) => ({
      ...parameter,
      lower: parameter.lower ?? Number.NEGATIVE_INFINITY,
      upper: parameter.upper ?? Number.POSITIVE_INFINITY,
    })),
  };
}

/** The parameters of a document, in the order of its law. */
export function thetaOf({ form, parameters }: Pick<FitDocument, "form" | "parameters">): Float64Array {
  return Float64Array.from(form.parameters, ({ name }) => parameters[name]!.value);
}

/** The covariance of a document's parameters on their scales, or null. */
export function covarianceOf({ intervals: { covariance } }: Pick<FitDocument, "intervals">): Matrix | null {
  return covariance && matrix(covariance.length, covariance.length, Float64Array.from(covariance.flat()));
}

/** The draws of a document: draws × parameters. */
export function drawsOf({ form, intervals: { draws } }: Pick<FitDocument, "form" | "intervals">): Matrix {
  return matrix(draws.length, form.parameters.length, Float64Array.from(draws.flat()));
}
