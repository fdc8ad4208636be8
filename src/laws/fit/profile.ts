import { unknown } from "../../numerics/errors.js";
import type { Matrix } from "../../numerics/linear-algebra/matrix.js";
import { findRoot } from "../../numerics/optimisation/find-root.js";
import {
  type Box,
  type Descent,
  type Expansion,
  minimizeWithin,
  type Smooth,
} from "../../numerics/optimisation/minimize-within.js";
import { polishMinimum } from "../../numerics/optimisation/polish-minimum.js";
import { studentQuantile } from "../../numerics/special/student-quantile.js";
import { boxOf, boxWithFixed, searchPoint } from "./coordinates.js";
import { meanScale, spreadOf } from "./covariance.js";
import { isLogarithmic, smoothedAbsolute } from "./losses.js";
import { Objective } from "./objective.js";
import type { Fit, RunData } from "./types.js";

/** What is profiled: a parameter by name, or the law's prediction at a point (`{N: 7e10, D: 1.4e12}`). */
export type Profiled = string | Readonly<Record<string, number>>;

/** An interval by profile likelihood. A bound is null where the data allow any value on that side. */
export interface ProfileInterval {
  readonly lo: number | null;
  readonly hi: number | null;
  /** Values of what is profiled, ascending, and the least objective with it held there. */
  readonly points: readonly { readonly value: number; readonly objective: number }[];
}

/** A constrained optimum: the profiled quantity on its scale, the objective, and where. */
interface Point {
  readonly q: number;
  readonly objective: number;
  readonly u: Float64Array;
}

/** Finds the constrained optimum near a value of the quantity, from a start. */
type Solve = (q: number, start: Float64Array) => Point;

/** Steps outward at most; they double, so that the last lies far beyond any finite interval. */
const MOST_STEPS = 40;

/**
 * The interval of a parameter or of a prediction at `level`: all values with which the loss, minimised over everything
 * else, stays within the fall that chance explains. For robust losses the fall is scaled as in Huber & Ronchetti,
 * Robust Statistics (2009), §13.3; Student's t stands for the normal, as the scale is estimated.
 *
 * Source: Venzon & Moolgavkar, Applied Statistics 37, 87 (1988). @throws InputError for an unknown parameter.
 */
export function profile(fit: Fit, data: RunData, what: Profiled, level = 0.95): ProfileInterval {
  const { form, loss, theta, n } = fit;
  // As many parameters as runs leave nothing to judge a rise of the loss by.
  if (n <= theta.length) return { lo: null, hi: null, points: [] };
  const objective = new Objective(form, data, loss);
  if (loss.kind === "l1") objective.rho = smoothedAbsolute(1e-7);
  const start = searchPoint(form, theta);
  const best = objective.value(start);
  const direction =
    typeof what === "string" ? parameterProfile(fit, objective, what) : predictionProfile(fit, data, objective, what);
  const { q, error, solve, value, bounds } = direction;
  const t = studentQuantile((1 + level) / 2, Math.max(n - theta.length, 1));
  const rise = (t * t * scaleAlong(fit, data, objective, start, direction.gradient)) / 2;
  const points: Point[] = [{ q, objective: best, u: start }];
  const find = (side: 1 | -1) => {
    const edge = bounds[side > 0 ? 1 : 0];
    return bound(solve, points, q, side * error, best + rise, { edge, edgeCounts: direction.edgesCount });
  };
  const low = find(-1);
  const high = find(1);
  points.sort((a, b) => a.q - b.q);
  return {
    lo: low === null ? null : value(low),
    hi: high === null ? null : value(high),
    points: points.map((point) => ({ value: value(point.q), objective: point.objective })),
  };
}

/**
 * λ, where twice the rise of the loss is λ times χ² with one degree of freedom: the sandwich's variance over the bread's
 * in the direction profiled, and no less than were all runs alike, since few runs show little of their differences.
 * Source: Kent, Biometrika 69, 19 (1982).
 */
function scaleAlong(fit: Fit, data: RunData, objective: Objective, u: Float64Array, gradient: Float64Array): number {
  const { loss, residuals, standardErrors, theta } = fit;
  const { weights } = objective;
  const jacobian = objective.residualJacobian(u);
  const free = Array.from(standardErrors, (_, j) => j).filter((j) => Number.isFinite(standardErrors[j]!));
  const spread = spreadOf({ loss, jacobian, residuals, weights, free, groups: data.groups });
  const ratio = spread ? quadratic(spread.covariance, gradient) / quadratic(spread.bread, gradient) : Number.NaN;
  const alike = (meanScale(loss, residuals, weights) * fit.n) / Math.max(fit.n - theta.length, 1);
  return ratio > 0 ? Math.max(ratio, alike) : alike;
}

/** gᵀ M g. */
function quadratic({ data, rows: p }: Matrix, g: Float64Array): number {
  let sum = 0;
  for (let a = 0; a < p; a++) for (let b = 0; b < p; b++) sum += g[a]! * data[a * p + b]! * g[b]!;
  return sum;
}

interface Direction {
  /** The quantity at the optimum, on its scale. */
  readonly q: number;
  /** Its gradient in u at the optimum. */
  readonly gradient: Float64Array;
  /** About its standard error: the first step. */
  readonly error: number;
  readonly solve: Solve;
  /** From the scale to the quantity itself. */
  readonly value: (q: number) => number;
  readonly bounds: readonly [low: number, high: number];
  /** Whether a bound is the quantity's own (an exponent ≥ 0), not the end of a search over orders of magnitude. */
  readonly edgesCount: boolean;
}

function parameterProfile(fit: Fit, objective: Objective, name: string): Direction {
  const { form, covariance } = fit;
  const j = form.parameters.findIndex((parameter) => parameter.name === name);
  if (j < 0) {
    throw unknown(
      "parameter",
      name,
      form.parameters.map((parameter) => parameter.name),
    );
  }
  const box = boxOf(form);
  const q = searchPoint(form, fit.theta)[j]!;
  const spread = covariance ? Math.sqrt(covariance.data[j * form.parameters.length + j]!) : Number.NaN;
  const solve: Solve = (value, start) => {
    const end = sharpEnd(objective, start.with(j, value), boxWithFixed(box, j, value));
    return { q: value, objective: end.value, u: end.u };
  };
  const log = form.parameters[j]!.scale === "log";
  return {
    q,
    gradient: new Float64Array(form.parameters.length).fill(1, j, j + 1),
    error: spread > 0 ? Math.min(spread, 2) : 0.1 * Math.max(Math.abs(q), 0.1),
    solve,
    value: log ? Math.exp : (value) => value,
    bounds: [box.lower[j]!, box.upper[j]!],
    edgesCount: !log,
  };
}

/** The constrained optimum from a start nearby, exact enough that rounding alone moves the bounds that are made of it. */
function sharpEnd(objective: Smooth, start: Float64Array, box: Box): Descent {
  return polishMinimum(objective, minimizeWithin(objective, start, box, { tolerance: 1e-9, maxSteps: 60 }), box);
}

/**
 * The prediction at a point is held by one more run there of a large weight: the optimum with it is a constrained optimum
 * at whatever the law then predicts, which is what is recorded.
 */
function predictionProfile(
  fit: Fit,
  data: RunData,
  objective: Objective,
  at: Readonly<Record<string, number>>,
): Direction {
  const { form, loss } = fit;
  const log = isLogarithmic(loss);
  const variables = Object.fromEntries(Object.entries(at).map(([name, x]) => [name, Float64Array.of(x)]));
  const anchor = new Objective(form, { variables, target: Float64Array.of(1) }, { kind: log ? "ls-log" : "ls-raw" });
  const scaleOf = (u: Float64Array) => {
    anchor.value(u);
    return log ? Math.log(anchor.lawValues()[0]!) : anchor.lawValues()[0]!;
  };
  const start = searchPoint(form, fit.theta);
  const q = scaleOf(start);
  const gradient = anchor.residualJacobian(start).slice();
  const variance = fit.covariance ? quadratic(fit.covariance, gradient) : 0;
  const error = variance > 0 ? Math.sqrt(variance) : 0.01 * Math.max(Math.abs(q), 0.1);
  // A hundred times the profile's own curvature, λ/error²: the quantity follows the anchor to one per cent.
  const scale = scaleAlong(fit, data, objective, start, gradient) || 1e-12;
  const weight = Float64Array.of((50 * scale) / error ** 2);
  const box: Box = boxOf(form);
  const solve: Solve = (value, from) => {
    const held = new Objective(
      form,
      { variables, target: Float64Array.of(log ? Math.exp(value) : value), weights: weight },
      { kind: log ? "ls-log" : "ls-raw" },
    );
    const end = sharpEnd(new Sum(objective, held), from, box);
    return { q: scaleOf(end.u), objective: objective.value(end.u), u: end.u };
  };
  return {
    q,
    gradient,
    error,
    solve,
    value: log ? Math.exp : (value) => value,
    bounds: [-Infinity, Infinity],
    edgesCount: false,
  };
}

/** The sum of two objectives of one law. */
class Sum implements Smooth {
  constructor(
    private readonly first: Objective,
    private readonly second: Objective,
  ) {}

  value(u: Float64Array): number {
    return this.first.value(u) + this.second.value(u);
  }

  expand(u: Float64Array, exact: boolean): Expansion {
    const a = this.first.expand(u, exact);
    const b = this.second.expand(u, exact);
    const add = (x: Float64Array, y: Float64Array) => x.map((value, k) => value + y[k]!);
    return {
      value: a.value + b.value,
      gradient: add(a.gradient, b.gradient),
      hessian: add(a.hessian, b.hessian),
      majoriser: add(a.majoriser, b.majoriser),
    };
  }
}

/**
 * Where the profile first rises to `limit` from the optimum in the direction of `step`; null where it does not before the
 * quantity's bound, or within doubled steps beyond all sense. Points passed are added to `points`.
 */
function bound(
  solve: Solve,
  points: Point[],
  from: number,
  step: number,
  limit: number,
  { edge, edgeCounts }: { edge: number; edgeCounts: boolean },
): number | null {
  const best = points[0]!;
  let inside = best;
  let length = step / 2;
  for (let k = 0; k < MOST_STEPS; k++) {
    const target = step > 0 ? Math.min(inside.q + length, edge) : Math.max(inside.q + length, edge);
    const point = solve(target, inside.u);
    points.push(point);
    if (!(point.objective <= limit)) return refine(solve, points, inside, point, best.objective, limit);
    if (target === edge) return edgeCounts ? edge : null;
    if (Math.abs(point.q - from) > 1e6 * Math.max(1, Math.abs(from))) return null;
    // Far within the limit, steps may grow.
    if (point.objective - best.objective < 0.5 * (limit - best.objective)) length *= 2;
    inside = point;
  }
  return null;
}

/** Error of a bound on the quantity's scale, beside four units in its last place: rounding moves it by less. */
const SHARP = { tolerance: 1e-13, maxIterations: 60 };

/** Closes in on the limit: √(rise) is nearly linear in the quantity, so that Brent's method takes few steps. */
function refine(solve: Solve, points: Point[], inside: Point, outside: Point, best: number, limit: number): number {
  const goal = Math.sqrt(limit - best);
  const excess = ({ objective }: Point) => Math.sqrt(Math.max(objective - best, 0)) - goal;
  let last = inside;
  let nearest = inside;
  const at = (q: number): number => {
    if (q === inside.q) return excess(inside);
    if (q === outside.q) return excess(outside);
    last = solve(q, last.u);
    points.push(last);
    if (Math.abs(excess(last)) < Math.abs(excess(nearest))) nearest = last;
    return excess(last);
  };
  findRoot(at, inside.q, outside.q, SHARP);
  return nearest.q;
}
