import { invalid } from "../../numerics/errors.js";
import { type Matrix, matrix } from "../../numerics/linear-algebra/matrix.js";
import { clampInto } from "../../numerics/optimisation/minimize-within.js";
import type { Stream } from "../../numerics/random/stream.js";
import { boxOf, searchPoint, thetaOf } from "./coordinates.js";
import { Objective } from "./objective.js";
import { search } from "./search.js";
import { Seeder } from "./seeds.js";
import type { Fit, RunData } from "./types.js";

/** Options of {@link bootstrap}. */
export interface BootstrapOptions {
  readonly resamples: number;
  /** Resample k draws from `stream.child("resample", k)`. */
  readonly stream: Stream;
  /** Called after each resample with how many are done; may throw to stop. */
  readonly onResample?: (done: number) => void;
}

/** Seeds of each refit beside the fit itself. */
const SEEDS = 2;

/**
 * Refits of resampled runs, each searched anew (variable projection and the fit as starts): resamples × p, one θ a row.
 * Runs are drawn with replacement; where the data have groups, whole groups are.
 *
 * Source: Efron & Tibshirani, An Introduction to the Bootstrap (1993), chapters 6 and 9.
 * @throws InputError unless resamples is a positive integer.
 */
export function bootstrap(fit: Fit, data: RunData, { resamples, stream, onResample }: BootstrapOptions): Matrix {
  if (!Number.isInteger(resamples) || resamples < 1) throw invalid("resamples", resamples, "a whole number from 1");
  const { form, loss } = fit;
  const p = form.parameters.length;
  const objective = new Objective(form, data, loss);
  const seeder = new Seeder(form, data, loss);
  const box = boxOf(form);
  const own = objective.weights;
  const start = searchPoint(form, fit.theta);
  const draws = matrix(resamples, p);
  for (let k = 0; k < resamples; k++) {
    const counts = resampledCounts(stream.child("resample", k), data);
    objective.weights = own.map((w, i) => w * counts[i]!);
    const seeds = seeder.seeds(objective.weights, SEEDS).map(({ u }) => u);
    const [best] = search(objective, loss, [...seeds, start], box);
    draws.data.set(best ? thetaOf(form, best.u) : fit.theta, k * p);
    onResample?.(k + 1);
  }
  return draws;
}

/** How often each run occurs in a resample. */
function resampledCounts(stream: Stream, { target, groups }: RunData): Float64Array {
  const n = target.length;
  if (!groups) {
    const counts = new Float64Array(n);
    for (let i = 0; i < n; i++) counts[stream.integer(n)]!++;
    return counts;
  }
  const size = groups.reduce((most, group) => Math.max(most, group + 1), 0);
  const ofGroup = new Float64Array(size);
  for (let g = 0; g < size; g++) ofGroup[stream.integer(size)]!++;
  return Float64Array.from(groups, (group) => ofGroup[group]!);
}

/**
 * Draws from the asymptotic normal distribution of a fit, on the parameters' scales and within their bounds: draws × p.
 * Parameters that have no standard error stay where they are.
 *
 * @throws InputError where the fit has no covariance.
 */
export function asymptoticDraws({ form, theta, covariance }: Fit, draws: number, stream: Stream): Matrix {
  if (!covariance) throw invalid("fit", form.name, "one whose parameters the runs determine");
  const p = theta.length;
  const root = choleskyOf(covariance);
  const center = searchPoint(form, theta);
  const box = boxOf(form);
  const result = matrix(draws, p);
  const normals = new Float64Array(p);
  for (let k = 0; k < draws; k++) {
    stream.child("draw", k).fillNormal(normals);
    const u = center.slice();
    for (let a = 0; a < p; a++) for (let b = 0; b <= a; b++) u[a]! += root[a * p + b]! * normals[b]!;
    result.data.set(thetaOf(form, clampInto(u, box)), k * p);
  }
  return result;
}

/** Lower L with L Lᵀ = C for a semi-definite C; columns of lost pivots are zero. */
function choleskyOf({ rows: p, data }: Matrix): Float64Array {
  const root = new Float64Array(p * p);
  for (let j = 0; j < p; j++) {
    let pivot = data[j * p + j]!;
    for (let k = 0; k < j; k++) pivot -= root[j * p + k]! ** 2;
    if (pivot <= 1e-14 * data[j * p + j]!) continue;
    root[j * p + j] = Math.sqrt(pivot);
    for (let i = j + 1; i < p; i++) {
      let sum = data[i * p + j]!;
      for (let k = 0; k < j; k++) sum -= root[i * p + k]! * root[j * p + k]!;
      root[i * p + j] = sum / root[j * p + j]!;
    }
  }
  return root;
}
