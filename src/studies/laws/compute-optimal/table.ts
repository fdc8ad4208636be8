import { fitLaw } from "../../../laws/fit/index.js";
import { chinchilla } from "../../../laws/forms/index.js";
import { allocateChinchilla, allocationExponents } from "../../../laws/plan/allocation.js";
import type { MeasuredRun } from "../../../laws/plan/approaches.js";
import { type ChinchillaConstants, chinchillaSurface } from "../../../laws/plan/surface.js";
import type { Stream } from "../../../numerics/random/stream.js";
import { mean, variance } from "../../../numerics/statistics/index.js";
import type { Table } from "../../../study/index.js";
import type { Recorder } from "../../measurement.js";
import { recordTable, runsOf, withoutHighest } from "../table-runs.js";
import {
  constantsFrom,
  dataOf,
  type Experiment,
  GOPHER,
  RATIO_BUDGETS,
  ratioIntervals,
  resampledLaws,
  threeApproaches,
} from "./approaches.js";
import type { Params } from "./study.js";

/** Fewest runs of at most a tenth of the largest compute from which the dearer ones are forecast. */
const FEWEST = 10;

/**
 * The runs of a person's table: ends of training, which serve as points of approach 1 too. C is taken as 6ND where a column
 * differs, as that is the budget of the plans.
 *
 * @throws InputError for a table that does not tell N, D (or C) and the loss.
 */
export function tableExperiment(table: Table, { outliers }: Pick<Params, "outliers">): Experiment {
  const { variables, target } = withoutHighest(runsOf(table, ["N", "D"]), outliers);
  const runs = Array.from(target, (loss, i) => {
    const [N, D] = [variables.N![i]!, variables.D![i]!];
    return { N, C: 6 * N * D, loss };
  });
  return { curves: runs, isoFlop: runs };
}

/** The three approaches on a person's runs, errors by resampling them, and the forecast of the dear ones by the cheap. */
export function measureTable(recorder: Recorder, experiment: Experiment, params: Params, stream: Stream): void {
  recordTable(recorder, experiment.isoFlop.length);
  const found = threeApproaches(experiment);
  for (const { approach, exponent } of found.results) recorder.scalar("exponent", exponent, `table, ${approach}`);
  const { alpha, beta } = found.constants;
  recorder.scalar("alpha", alpha, "table");
  recorder.scalar("beta", beta, "table");
  recorder.scalar("tokens_per_parameter", allocateChinchilla(found.constants, GOPHER).tokensPerParameter, "table");
  const laws = resampledLaws(found, params.resamples, stream.child("bootstrap"));
  const exponents = laws.map((law) => allocationExponents(law).a);
  recorder.scalar("exponent_stderr", Math.sqrt(variance(exponents)), "table, 3: parametric fit");
  recordRatios(recorder, laws);
  recorder.scalar("forecast_error", forecastError(experiment.isoFlop), "table");
}

/** Median and central 95 % of the best D/N at each budget. */
export function recordRatios(recorder: Recorder, laws: readonly ChinchillaConstants[]): void {
  for (const { C, low, median, high } of ratioIntervals(laws, RATIO_BUDGETS)) {
    recorder.point("ratio", C, low, "low");
    recorder.point("ratio", C, median, "median");
    recorder.point("ratio", C, high, "high");
  }
}

/** Mean relative error of the dearest decade's losses by a fit to the cheaper runs; null with too few of either. */
function forecastError(runs: readonly MeasuredRun[]): number | null {
  const most = runs.reduce((greatest, { C }) => Math.max(greatest, C), 0);
  const cheap = runs.filter(({ C }) => C <= most / 10);
  const dear = runs.filter(({ C }) => C > most / 10);
  if (cheap.length < FEWEST) return null;
  const surface = chinchillaSurface(constantsFrom(fitLaw(chinchilla, dataOf(cheap)).theta));
  return mean(dear.map(({ N, C, loss }) => surface(N, C / (6 * N)) / loss - 1));
}
