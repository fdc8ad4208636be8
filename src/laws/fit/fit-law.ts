import { invalid } from "../../numerics/errors.js";
import { type Box, minimizeWithin } from "../../numerics/optimisation/minimize-within.js";
import { scaledCondition } from "../../numerics/optimisation/scaled-condition.js";
import { rootStream } from "../../numerics/random/root-stream.js";
import type { Stream } from "../../numerics/random/stream.js";
import type { Program } from "../expression/index.js";
import type { Form } from "../form.js";
import { startNear } from "../forms/with-fixed.js";
import { boxOf, scalesAt, thetaOf } from "./coordinates.js";
import { spreadOf } from "./covariance.js";
import { flatDirections } from "./flatness.js";
import { HOFFMANN_LOSS, rhoOf, smoothedAbsolute } from "./losses.js";
import { Objective } from "./objective.js";
import { programOf } from "./program-of.js";
import { type Basin, search, searchNearby } from "./search.js";
import { evenly, Seeder } from "./seeds.js";
import type { Fit, Loss, Optimum, RunData } from "./types.js";
import { warningsOf } from "./warnings.js";

/** Options of {@link fitLaw}. */
export interface FitOptions {
  /** Huber with δ = 1e-3 on logarithms unless told. */
  readonly loss?: Loss;
  /** Searches from random starts beside those that are seeded; 2, or 16 for a law that is hard to seed, unless told. */
  readonly starts?: number;
  /** Whether flat directions are sought by profiles, which take longer than the fit; true unless told. */
  readonly flatness?: boolean;
  /** Where random starts are drawn from; `rootStream(0)` unless told. */
  readonly stream?: Stream;
}

/**
 * Runs times squared parameters beyond which the optima are found on a part of the runs, spread evenly, and then polished
 * on all: 20,000 runs for Chinchilla's law.
 */
const MOST_SEARCHED = 500_000;

/** Searches beside the best optimum of a law whose starts do not agree. */
const NEARBY_SEARCHES = 12;

/**
 * Fits a law to runs: seeds by variable projection, Newton's method from each and from random starts, distinct optima
 * gathered. The best is the fit; what the others say is in `diagnostics` and `warnings`.
 *
 * @throws InputError for fewer runs than parameters, for values that a law or its loss cannot take, and where the law
 * is finite nowhere on the runs.
 */
export function fitLaw(law: Form, data: RunData, options: FitOptions = {}): Fit {
  const { loss = HOFFMANN_LOSS, stream = rootStream(0), flatness = true } = options;
  checkRuns(law, data, loss);
  const form = startNear(law, data.variables);
  const program = programOf(form);
  const objective = new Objective(form, data, loss, program);
  const box = boxOf(form);
  const { basins, starts } = findOptima(objective, program, data, loss, box, stream, options.starts);
  const best = polishOnAll(objective, loss, basins, box);
  const fit = describe(objective, data, loss, box, { ...best, starts });
  return flatness ? { ...fit, warnings: [...fit.warnings, ...flatDirections(fit, data)] } : fit;
}

/** Optima found, on a part of the runs where there are very many. Their evaluations are counted in `whole`. */
function findOptima(
  whole: Objective,
  program: Program,
  data: RunData,
  loss: Loss,
  box: Box,
  stream: Stream,
  random: number | undefined,
): { basins: readonly Basin[]; starts: number } {
  const { form, n } = whole;
  const searched = mostSearched(whole);
  const part = n > searched ? partOf(data, evenly(n, searched)) : data;
  const objective = part === data ? whole : new Objective(form, part, loss, program);
  const seeder = new Seeder(form, part, loss, program);
  const seeded = seeder.seeds(objective.weights, seeder.isGrid ? 6 : 24);
  const more = random ?? (seeder.isGrid && seeder.isSeparable ? 2 : 16);
  const drawn = Array.from({ length: more }, (_, k) => seeder.random(stream.child("start", k), objective.weights));
  const starts = [...seeded, ...drawn].map(({ u }) => u);
  const afar = search(objective, loss, starts, box);
  if (afar.length === 0)
    throw invalid(`runs for ${form.name}`, `${n} runs`, "runs on which the law is finite somewhere");
  // Where few starts agree, the best of them need not be the bottom of its valley.
  const nearby = seeder.isGrid || afar[0]!.starts * 5 >= starts.length ? 0 : NEARBY_SEARCHES;
  const basins = searchNearby(objective, loss, afar, box, stream.child("nearby"), nearby);
  whole.evaluations += seeder.evaluations + (objective === whole ? 0 : objective.evaluations);
  return { basins, starts: starts.length + nearby };
}

function mostSearched({ p }: Objective): number {
  return Math.ceil(MOST_SEARCHED / p ** 2);
}

/** The optima on all runs: as found, or polished where they were found on a part. */
function polishOnAll(
  objective: Objective,
  loss: Loss,
  basins: readonly Basin[],
  box: Box,
): { best: Basin; basins: readonly Basin[] } {
  if (objective.n <= mostSearched(objective)) return { best: basins[0]!, basins };
  const polished = basins.slice(0, 2).map((basin) => {
    // Of so many runs the vertex of |r| is lost in the rounding of the sum.
    objective.rho = loss.kind === "l1" ? smoothedAbsolute(1e-6) : rhoOf(loss);
    const end = minimizeWithin(objective, basin.u, box, { tolerance: 1e-13, maxSteps: 40 });
    objective.rho = rhoOf(loss);
    return { ...end, value: objective.value(end.u), starts: basin.starts };
  });
  polished.sort((a, b) => a.value - b.value);
  return { best: polished[0]!, basins: polished };
}

/** The fit at the best optimum. */
function describe(
  objective: Objective,
  data: RunData,
  loss: Loss,
  box: Box,
  found: { best: Basin; basins: readonly Basin[]; starts: number },
): Fit {
  const { form, n, p } = objective;
  const { best, basins, starts } = found;
  objective.rho = rhoOf(loss);
  const gradient = relativeGradient(objective, best, box, loss);
  const jacobian = objective.residualJacobian(best.u);
  const residuals = objective.residuals.slice();
  const theta = thetaOf(form, best.u);
  const free = Array.from({ length: p }, (_, j) => j).filter(
    (j) => best.u[j]! > box.lower[j]! && best.u[j]! < box.upper[j]!,
  );
  const { weights } = objective;
  const runs = countedRuns(data);
  // As many parameters as runs leave nothing to judge their spread by.
  const spread = runs > p ? spreadOf({ loss, jacobian, residuals, weights, free, groups: data.groups }) : null;
  const covariance = spread?.covariance ?? null;
  const scales = scalesAt(form, theta);
  const { condition, weakest } = scaledCondition(jacobian, n, p);
  const fit: Omit<Fit, "warnings"> = {
    form,
    loss,
    n: runs,
    theta,
    objective: best.value,
    residuals,
    standardErrors: Float64Array.from(theta, (_, j) =>
      covariance && free.includes(j) ? Math.sqrt(covariance.data[j * p + j]!) * scales[j]! : Number.NaN,
    ),
    covariance,
    diagnostics: {
      optima: basins.map(
        (basin): Optimum => ({ theta: thetaOf(form, basin.u), objective: basin.value, starts: basin.starts }),
      ),
      starts,
      startsAtBest: best.starts,
      condition,
      evaluations: objective.evaluations,
      gradient,
    },
  };
  return { ...fit, warnings: warningsOf(fit, data, weakest, best) };
}

/** The largest gradient component over free parameters, each times the length 1/√m of its majoriser, per objective. */
function relativeGradient(objective: Objective, { u, value }: Basin, { lower, upper }: Box, loss: Loss): number {
  // The absolute value has no gradient at its vertex.
  if (loss.kind === "l1") return 0;
  const { gradient, majoriser } = objective.expand(u);
  let largest = 0;
  for (let j = 0; j < u.length; j++) {
    const length = Math.sqrt(majoriser[j * u.length + j]!);
    const free = u[j]! > lower[j]! && u[j]! < upper[j]!;
    if (free && length > 0) largest = Math.max(largest, Math.abs(gradient[j]!) / length);
  }
  return largest / Math.sqrt(Math.max(Math.abs(value), 1e-300));
}

/** Runs of positive weight. */
function countedRuns({ target, weights }: RunData): number {
  return weights ? weights.filter((w) => w > 0).length : target.length;
}

function checkRuns(form: Form, data: RunData, loss: Loss): void {
  const { target, weights, groups } = data;
  const p = form.parameters.length;
  for (const [i, y] of target.entries()) {
    if (!Number.isFinite(y)) throw invalid(`${form.target.name} of run ${i + 1}`, y, "a finite number");
    if (loss.kind !== "ls-raw" && y <= 0) {
      throw invalid(`${form.target.name} of run ${i + 1}`, y, "a positive number, as its logarithm is fitted");
    }
  }
  for (const [i, w] of (weights ?? []).entries()) {
    if (!(w >= 0 && w < Infinity)) throw invalid(`weight of run ${i + 1}`, w, "a number that is not negative");
  }
  const runs = countedRuns(data);
  if (runs < p) {
    const counted = weights ? "number of runs of positive weight" : "number of runs";
    throw invalid(counted, runs, `at least ${p}, one for each parameter of ${form.name}`);
  }
  if (groups && new Set(groups).size < 2)
    throw invalid("number of groups", 1, "at least 2 that are resampled together");
}

/** Some of the runs. */
function partOf(data: RunData, rows: Int32Array): RunData {
  const pick = (column: Float64Array) => Float64Array.from(rows, (row) => column[row]!);
  return {
    variables: Object.fromEntries(Object.entries(data.variables).map(([name, column]) => [name, pick(column)])),
    target: pick(data.target),
    ...(data.weights && { weights: pick(data.weights) }),
    ...(data.groups && { groups: Int32Array.from(rows, (row) => data.groups![row]!) }),
  };
}
