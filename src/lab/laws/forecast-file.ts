import { type ColumnSources, describeSource, type FromColumn, resolveColumns } from "../../laws/columns/index.js";
import { type EmergenceAnswer, tellApart } from "../../laws/emergence/index.js";
import { bootstrap, fitLaw, predictAt, type Warning } from "../../laws/fit/index.js";
import { formByName } from "../../laws/forms/index.js";
import { InputError, unknown } from "../../numerics/errors.js";
import { rowOf } from "../../numerics/linear-algebra/rows.js";
import { rootStream } from "../../numerics/random/index.js";
import type { ForecastDocument } from "../law-documents.js";
import { type RunTable, readRuns, selectRuns } from "../tables/index.js";
import type { ForecastRequest } from "./forecast-request.js";
import { column, finite, percentiles95 } from "./intervals.js";
import { readColumns } from "./read-columns.js";

/** What was read for a forecast. */
interface Measured {
  readonly metric: string;
  /** `N`, `C`, `L`, …: what the metric is forecast from. */
  readonly from: string;
  readonly origin: string;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Tokens of answers, where a column says so. */
  readonly length: Float64Array | null;
  readonly warnings: readonly Warning[];
}

/** A curve of the metric over what it is forecast from, with its 95 % interval; `null` where that is open. */
export interface ForecastCurve {
  /** The explanation, or the law. */
  readonly name: string;
  /** Tokens of the answers that it is for; null where the table does not tell them apart. */
  readonly length: number | null;
  readonly at: (x: number) => { readonly value: number; readonly ci95: readonly [number | null, number | null] };
}

/** A forecast with the models that it rests on: what a report is drawn from. */
export interface FittedForecast {
  readonly request: ForecastRequest;
  readonly document: ForecastDocument;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Tokens of answers, where a column says so. */
  readonly length: Float64Array | null;
  readonly curves: readonly ForecastCurve[];
}

/**
 * Forecasts a benchmark's metric: from the loss, by the law of Gadre et al. (2024); or from scale, telling apart a step,
 * a sigmoid and the metric's own non-linearity.
 *
 * @throws InputError for a table or columns that allow none
 */
export async function forecastFile(
  request: ForecastRequest,
  progress?: (done: number, all: number) => void,
): Promise<FittedForecast> {
  const table = await readRuns(request.file);
  const measured = measure(table, request);
  const { curves, ...found } =
    measured.from === "L" ? fromLoss(measured, request, progress) : fromScale(measured, request);
  const { metric, from, origin, x, y, length, warnings } = measured;
  const document: ForecastDocument = {
    metric,
    x: { name: from, origin, range: [Math.min(...x), Math.max(...x)] },
    n: y.length,
    ...found,
    data: { file: table.path, digest: table.digest, rows: table.rows, where: request.where ?? null },
    warnings: [...warnings, ...found.warnings].map(({ code, message }) => ({ code, message })),
  };
  return { request, document, x, y, length, curves };
}

/** What a forecast found, beside what it read. */
type Found = Pick<ForecastDocument, "verdict" | "candidates" | "law" | "forecasts" | "words" | "warnings"> &
  Pick<FittedForecast, "curves">;

/** Reads the metric and what it is forecast from. */
function measure(table: RunTable, request: ForecastRequest): Measured {
  const columns = readColumns(table, request.columns);
  const metric = metricColumn(table, request.metric);
  const given: ColumnSources = { ...columns.given, metric: sourceOf(metric) };
  const known = { ...columns.guess.roles, ...given };
  const from = request.from ?? ["N", "C"].find((symbol) => known[symbol]) ?? "N";
  const own = table.columns.some(({ name }) => name === from) && !known[from] ? { [from]: sourceOf(from) } : {};
  const hasLength = given.length !== undefined;
  const wanted = [from, "metric", ...(hasLength ? ["length"] : [])];
  const { sources, assumptions } = resolveColumns(wanted, { ...given, ...own }, columns.guess, columns.names);
  const { data, leftOut, rows } = selectRuns(table, {
    ...{ sources, variables: wanted.filter((symbol) => symbol !== "metric"), target: "metric", positive: [from] },
    skipMissing: request.skipMissing,
    ...(request.where !== undefined && { where: request.where }),
  });
  if (from !== "L") checkShares(table, metric, { values: data.target, rows });
  const [first] = leftOut;
  return {
    ...{ metric, from, origin: describeSource(from, sources[from]!), x: data.variables[from]!, y: data.target },
    length: hasLength ? data.variables.length! : null,
    warnings: [
      ...assumptions.map((message): Warning => ({ code: "assumed-unit", message })),
      ...(first
        ? [
            {
              code: "rows-left-out" as const,
              message: `left out: ${leftOut.length} rows, the first at line ${first.line} (${first.because})`,
            },
          ]
        : []),
    ],
  };
}

/** Refuses a metric that is no share of right answers. @throws InputError naming the line */
function checkShares(
  { path, lineOf }: RunTable,
  metric: string,
  { values, rows }: { values: Float64Array; rows: ArrayLike<number> },
): void {
  const bad = values.findIndex((value) => !(value >= 0 && value <= 1));
  if (bad < 0) return;
  const percent = values.every((value) => value >= 0 && value <= 100) ? "; per cent are to be divided by 100" : "";
  throw new InputError(
    `${path}:${lineOf(rows[bad]!)}: ${metric} is ${values[bad]}; expected a share of right answers from 0 to 1${percent}`,
  );
}

function sourceOf(name: string): FromColumn {
  return { kind: "column", column: name, factor: 1, ln: false, because: "given" };
}

/** The column of that name, or the only one that looks like a metric. @throws InputError */
function metricColumn({ path, columns }: RunTable, name: string | undefined): string {
  const names = columns.filter(({ kind }) => kind === "number").map((each) => each.name);
  if (name !== undefined) {
    if (!names.includes(name)) throw unknown("column", name, names);
    return name;
  }
  const alike = names.filter((each) => /acc|exact|score|pass|error|_err|^err/i.test(each));
  if (alike.length === 1) return alike[0]!;
  const which = alike.length === 0 ? names : alike;
  throw new InputError(
    `${path}: ${alike.length === 0 ? "no column" : `${alike.length} columns`} named like a metric; expected --metric with one of: ${which.slice(0, 8).join(", ")}${which.length > 8 ? ", …" : ""}`,
  );
}

/** How far beyond the largest scale the metric is forecast where nothing else is asked. */
const BEYOND = 10;
/** An explanation of less weight makes no forecast. */
const LEAST_WEIGHT = 0.05;

function fromScale({ x, y, length }: Measured, { trials, length: one, chance, at }: ForecastRequest): Found {
  const answer = tellApart({
    ...{ N: x, accuracy: y, chance },
    ...(trials !== undefined && { trials }),
    ...(length ? { answerLength: length } : one === undefined ? {} : { answerLength: one }),
  });
  const longest = length ? Math.max(...length) : (one ?? 1);
  const points = at.length > 0 ? at : [BEYOND * Math.max(...x)];
  const likely = answer.candidates.filter(({ weight }) => weight >= LEAST_WEIGHT);
  return {
    verdict: answer.verdict,
    candidates: answer.candidates.map(({ name, weight, logLikelihood, aicc, heldOut, parameters }) => ({
      ...{ name, weight, logLikelihood, aicc: finite(aicc), heldOut },
      parameters: Object.fromEntries(Object.entries(parameters).map(([key, value]) => [key, finite(value)])),
    })),
    law: null,
    forecasts: points.flatMap((point) =>
      likely.map(({ name, predict }) => {
        const { value, ci95 } = predict(point, longest);
        return { at: point, by: name, value: finite(value), ci95: [finite(ci95[0]), finite(ci95[1])] };
      }),
    ),
    curves: curvesOf(likely, length),
    words: [...answer.words],
    warnings: answer.misfit === null ? [] : [{ code: "law-misfits", message: answer.misfit }],
  };
}

/** The curve of each likely explanation; where answers have several lengths, that of the best for each of them. */
function curvesOf(likely: EmergenceAnswer["candidates"], length: Float64Array | null): ForecastCurve[] {
  const lengths = length ? [...new Set(length)].sort((a, b) => a - b) : [];
  const [best] = likely;
  if (lengths.length > 1 && best) {
    return lengths.map((tokens) => ({ name: best.name, length: tokens, at: (x) => best.predict(x, tokens) }));
  }
  return likely.map(({ name, predict }) => ({ name, length: null, at: (x) => predict(x, lengths[0]) }));
}

function fromLoss(
  { metric, x, y }: Measured,
  { at, bootstrap: resamples, seed }: ForecastRequest,
  progress?: (done: number, all: number) => void,
): Found {
  const form = formByName("downstream");
  // The law is of errors that rise with the loss; an accuracy falls.
  const rises = covariance(x, y) > 0;
  const data = { variables: { L: x }, target: rises ? y : y.map((share) => 1 - share) };
  const stream = rootStream(seed).child("forecast");
  const fit = fitLaw(form, data, { loss: { kind: "ls-raw" }, stream: stream.child("starts") });
  const onResample = (done: number) => progress?.(done, resamples);
  const draws = resamples > 0 ? bootstrap(fit, data, { resamples, stream: stream.child("draws"), onResample }) : null;
  const shown = (error: number) => (rises ? error : 1 - error);
  const predictions = (point: number) =>
    Array.from({ length: draws?.rows ?? 0 }, (_, k) => shown(predictAt(form, rowOf(draws!, k), { L: point })));
  const curveAt: ForecastCurve["at"] = (point) => ({
    value: shown(predictAt(form, fit.theta, { L: point })),
    ci95: percentiles95(predictions(point)),
  });
  return {
    verdict: null,
    candidates: [],
    law: {
      expression: `${metric} = ${rises ? "" : "1 - "}(${form.expression})`,
      objective: fit.objective,
      parameters: Object.fromEntries(
        form.parameters.map(({ name }, j) => [
          name,
          { value: fit.theta[j]!, ci95: draws ? percentiles95(column(draws, j)) : [null, null] },
        ]),
      ),
    },
    forecasts: at.map((point) => {
      const { value, ci95 } = curveAt(point);
      return { at: point, by: form.name, value, ci95: [ci95[0], ci95[1]] };
    }),
    curves: [{ name: form.name, length: null, at: curveAt }],
    words: lossWords(at, x),
    warnings: fit.warnings.map(({ code, message }) => ({ code, message })),
  };
}

function covariance(x: Float64Array, y: Float64Array): number {
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  return x.reduce((sum, value, i) => sum + (value - mx) * (y[i]! - my), 0);
}

function lossWords(at: readonly number[], losses: Float64Array): string[] {
  const least = Math.min(...losses);
  if (at.length === 0)
    return [`The lowest loss measured is ${least.toFixed(3)}; --at forecasts the metric at another.`];
  const beyond = at.filter((point) => point < least);
  if (beyond.length === 0) return [];
  return [`Losses below ${least.toFixed(3)} are beyond the data: there the forecast rests on the law's form alone.`];
}
