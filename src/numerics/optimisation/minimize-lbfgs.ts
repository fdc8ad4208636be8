import { invalid } from "../errors.js";
import { type Ray, wolfeStep } from "./wolfe-step.js";

/** f(x), and its gradient into the array given; NaN or infinities outside the domain. */
export type Objective = (x: Float64Array, gradient: Float64Array) => number;

/** How a search for a minimum in many unknowns ended. */
export interface LbfgsResult {
  readonly x: Float64Array;
  /** f(x). */
  readonly f: number;
  /** Largest |∂f/∂x_j|: what is left to the root of the gradient. */
  readonly residual: number;
  /** Steps taken. */
  readonly iterations: number;
  /** Of f and its gradient together. */
  readonly evaluations: number;
  /**
   * `converged`: the residual is within the tolerance. `no-descent`: no step makes f smaller, as at a minimum known to
   * rounding, or with a wrong gradient. `non-finite`: f or its gradient is not finite at x.
   */
  readonly reason: "converged" | "max-iterations" | "no-descent" | "non-finite";
}

/** Options of {@link minimizeLbfgs}. */
export interface LbfgsOptions {
  /** The residual at which x is a minimum; 1e-8 unless told. */
  readonly tolerance?: number;
  /** Most steps; 1000 unless told. */
  readonly maxIterations?: number;
  /** Steps remembered; 10 unless told. */
  readonly memory?: number;
}

/** One remembered step s, the change y of the gradient over it, and 1 / sᵀy. */
interface Correction {
  readonly s: Float64Array;
  readonly y: Float64Array;
  readonly rho: number;
}

/**
 * A local minimum of a smooth function of many unknowns, by L-BFGS with steps that satisfy the strong Wolfe conditions.
 *
 * Source: Nocedal & Wright, Numerical Optimization (2nd ed. 2006), algorithms 7.4, 7.5, 3.5 and 3.6.
 * @throws InputError unless the memory is a positive integer.
 */
export function minimizeLbfgs(objective: Objective, start: ArrayLike<number>, options: LbfgsOptions = {}): LbfgsResult {
  const { tolerance = 1e-8, maxIterations = 1000, memory = 10 } = options;
  if (!(Number.isInteger(memory) && memory > 0)) throw invalid("memory", memory, "a positive integer");
  let evaluations = 0;
  const at = (x: Float64Array): Point => {
    evaluations += 1;
    const gradient = new Float64Array(x.length);
    return { x, f: objective(x, gradient), gradient };
  };
  let point = at(Float64Array.from(start));
  let corrections: readonly Correction[] = [];
  for (let iterations = 0; ; iterations++) {
    const { x, f, gradient } = point;
    const residual = gradient.reduce((largest, slope) => Math.max(largest, Math.abs(slope)), 0);
    const ended = (reason: LbfgsResult["reason"]) => ({ x, f, residual, iterations, evaluations, reason });
    if (!Number.isFinite(f) || !Number.isFinite(residual)) return ended("non-finite");
    if (residual <= tolerance) return ended("converged");
    if (iterations === maxIterations) return ended("max-iterations");

    const next = advance(at, point, corrections);
    if (next === null && corrections.length === 0) return ended("no-descent");
    // What was remembered may be what misled.
    corrections = next === null ? [] : remember(corrections, point, next, memory);
    point = next ?? point;
  }
}

interface Point {
  readonly x: Float64Array;
  readonly f: number;
  readonly gradient: Float64Array;
}

/** The next point along the quasi-Newton direction, or null where there is none. */
function advance(at: (x: Float64Array) => Point, from: Point, corrections: readonly Correction[]): Point | null {
  const direction = quasiNewton(from.gradient, corrections);
  const slope = dot(direction, from.gradient);
  if (!(slope < 0)) return null;
  // The first step of all has a length of 1 at most.
  const first = corrections.length > 0 ? 1 : Math.min(1, 1 / Math.sqrt(-slope));
  const ray: Ray<Point> = (t) => {
    const point = at(from.x.map((value, j) => value + t * direction[j]!));
    return { t, f: point.f, slope: dot(point.gradient, direction), point };
  };
  return wolfeStep(ray, { t: 0, f: from.f, slope, point: from }, first)?.point ?? null;
}

function remember(corrections: readonly Correction[], from: Point, to: Point, memory: number): readonly Correction[] {
  const s = to.x.map((value, j) => value - from.x[j]!);
  const y = to.gradient.map((value, j) => value - from.gradient[j]!);
  const product = dot(s, y);
  if (!(product > Number.EPSILON * dot(y, y))) return corrections;
  return [...corrections, { s, y, rho: 1 / product }].slice(-memory);
}

/** −H g by the two loops over what is remembered, oldest first. */
function quasiNewton(gradient: Float64Array, corrections: readonly Correction[]): Float64Array {
  const direction = gradient.map((slope) => -slope);
  const weights = new Float64Array(corrections.length);
  for (let k = corrections.length - 1; k >= 0; k--) {
    const { s, y, rho } = corrections[k]!;
    weights[k] = rho * dot(s, direction);
    for (let j = 0; j < direction.length; j++) direction[j]! -= weights[k]! * y[j]!;
  }
  const last = corrections.at(-1);
  const scale = last === undefined ? 1 : 1 / (last.rho * dot(last.y, last.y));
  for (let j = 0; j < direction.length; j++) direction[j]! *= scale;
  for (const [k, { s, y, rho }] of corrections.entries()) {
    const weight = weights[k]! - rho * dot(y, direction);
    for (let j = 0; j < direction.length; j++) direction[j]! += weight * s[j]!;
  }
  return direction;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += a[j]! * b[j]!;
  return sum;
}
