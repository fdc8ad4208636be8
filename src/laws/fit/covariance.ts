import { type Matrix, matrix } from "../../numerics/linear-algebra/matrix.js";
import { solveWithin } from "../../numerics/optimisation/small-cholesky.js";
import { normalQuantile } from "../../numerics/special/normal-quantile.js";
import { quantile } from "../../numerics/statistics/moments.js";
import { rhoOf } from "./losses.js";
import type { Loss } from "./types.js";

/** How sharply the loss curves at its optimum, and how far chance moves the optimum; p × p matrices over u. */
export interface Spread {
  /** A⁻¹, with A = Σ w ψ̄′ r′ r′ᵀ the mean Hessian. */
  readonly bread: Matrix;
  /**
   * The sandwich A⁻¹ B A⁻¹ with B = Σ w² ψ² r′ r′ᵀ, the covariance of the parameters whatever each run's spread; no
   * variance below that of runs that err alike.
   */
  readonly covariance: Matrix;
}

/** What {@link spreadOf} reads. */
export interface SpreadInput {
  readonly loss: Loss;
  /** ∂r_i/∂u_j at [j * n + i]. */
  readonly jacobian: Float64Array;
  readonly residuals: Float64Array;
  readonly weights: Float64Array;
  /** Parameters that are not at a bound; the others have no spread. */
  readonly free: readonly number[];
  /** Runs of one group err together. */
  readonly groups?: Int32Array | undefined;
}

/**
 * The spread of an optimum; null where the runs leave a combination of parameters free. Each ψ² is divided by
 * 1 − leverage (HC2), and groups are summed before squaring.
 *
 * Source: Huber & Ronchetti, Robust Statistics (2009), §7.6; MacKinnon & White, J. Econometrics 29, 305 (1985).
 */
export function spreadOf(input: SpreadInput): Spread | null {
  const { jacobian, weights, residuals, free, groups, loss } = input;
  const n = residuals.length;
  const p = jacobian.length / n;
  const curvatures = meanCurvatures(loss, residuals, weights);
  const bread = inverseGram(jacobian, curvatures, free, n, p);
  const projection = inverseGram(jacobian, weights, free, n, p);
  if (!bread || !projection) return null;
  const steps = stepsOfRuns(input, bread, projection, n, p);
  const summed = groups ? sumByGroup(steps, groups, n, p) : steps;
  const count = summed.length / p;
  const correction = groups && count > 1 ? count / (count - 1) : 1;
  const covariance = matrix(p, p);
  for (let a = 0; a < p; a++) {
    for (let b = 0; b < p; b++) {
      let sum = 0;
      for (let i = 0; i < count; i++) sum += summed[a * count + i]! * summed[b * count + i]!;
      covariance.data[a * p + b] = sum * correction;
    }
  }
  const counted = weights.filter((w) => w > 0).length;
  raise(covariance, bread, (meanScale(loss, residuals, weights) * counted) / Math.max(counted - free.length, 1));
  return { bread: matrix(p, p, bread), covariance };
}

/**
 * Raises variances, correlations kept, to what they were if all runs erred alike: few runs show too little of their
 * differences, and the sandwich is then too narrow.
 */
function raise({ data, rows: p }: Matrix, bread: Float64Array, scale: number): void {
  const factors = Array.from({ length: p }, (_, j) => {
    const variance = data[j * p + j]!;
    return variance > 0 ? Math.sqrt(Math.max(1, (scale * bread[j * p + j]!) / variance)) : 1;
  });
  for (let a = 0; a < p; a++) for (let b = 0; b < p; b++) data[a * p + b]! *= factors[a]! * factors[b]!;
}

/**
 * w ψ̄′ of each run. For Huber's loss and L1, whose ψ′ sees only runs within δ of the law, runs count over a wider band
 * instead, which estimates the density of residuals at zero run by run (Powell's kernel with the bandwidth of Hall and
 * Sheather). Source: Koenker, Quantile Regression (2005), §3.4.2.
 */
export function meanCurvatures(loss: Loss, residuals: Float64Array, weights: Float64Array): Float64Array {
  if (loss.kind === "ls-log" || loss.kind === "ls-raw") return weights.map((w) => 2 * w);
  const sizes = residuals.map(Math.abs).filter((_, i) => weights[i]! > 0);
  const delta = loss.kind === "huber" ? loss.delta : 0;
  const half = Math.max(delta, quantile(sizes, Math.min(1, 2 * hallSheather(sizes.length))), Number.MIN_VALUE);
  // ψ rises by 2δ (Huber) or 2 (|r|) across the band.
  const height = loss.kind === "huber" ? delta / half : 1 / half;
  return weights.map((w, i) => (Math.abs(residuals[i]!) <= half ? w * height : 0));
}

/** Mean of ψ² over the mean curvature: the λ of λχ², were all runs alike. */
export function meanScale(loss: Loss, residuals: Float64Array, weights: Float64Array): number {
  const { slope } = rhoOf(loss);
  const squares = residuals.reduce((sum, r, i) => sum + weights[i]! * slope(r) ** 2, 0);
  return squares / meanCurvatures(loss, residuals, weights).reduce((sum, x) => sum + x, 0);
}

/** Hall and Sheather's bandwidth for the median, as a share of the sample on either side. */
function hallSheather(n: number): number {
  const density = 1 / Math.sqrt(2 * Math.PI);
  return n ** (-1 / 3) * normalQuantile(0.975) ** (2 / 3) * (1.5 * density ** 2) ** (1 / 3);
}

/** (Σ w r′ r′ᵀ)⁻¹ over the free parameters, zero elsewhere; null where it is singular to rounding. */
function inverseGram(
  jacobian: Float64Array,
  weights: Float64Array,
  free: readonly number[],
  n: number,
  p: number,
): Float64Array | null {
  const gram = new Float64Array(p * p);
  for (const a of free) {
    for (const b of free) {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += weights[i]! * jacobian[a * n + i]! * jacobian[b * n + i]!;
      gram[a * p + b] = sum;
    }
  }
  const inverse = new Float64Array(p * p);
  for (const a of free) {
    const column = new Float64Array(p);
    if (!solveWithin(gram, p, free, new Float64Array(p).fill(1, a, a + 1), column)) return null;
    for (const b of free) inverse[b * p + a] = column[b]!;
  }
  return inverse;
}

/** A⁻¹ r′_i w_i ψ_i / √(1 − h_i) at [j * n + i]: how far run i moves parameter j. */
function stepsOfRuns(
  { loss, jacobian, residuals, weights }: SpreadInput,
  bread: Float64Array,
  projection: Float64Array,
  n: number,
  p: number,
): Float64Array {
  const { slope } = rhoOf(loss);
  const steps = new Float64Array(p * n);
  for (let i = 0; i < n; i++) {
    let leverage = 0;
    for (let a = 0; a < p; a++) {
      let step = 0;
      let projected = 0;
      for (let b = 0; b < p; b++) {
        step += bread[a * p + b]! * jacobian[b * n + i]!;
        projected += projection[a * p + b]! * jacobian[b * n + i]!;
      }
      steps[a * n + i] = step;
      leverage += weights[i]! * projected * jacobian[a * n + i]!;
    }
    const factor = (weights[i]! * slope(residuals[i]!)) / Math.sqrt(Math.max(1 - leverage, 1e-3));
    for (let a = 0; a < p; a++) steps[a * n + i]! *= factor;
  }
  return steps;
}

function sumByGroup(steps: Float64Array, groups: Int32Array, n: number, p: number): Float64Array {
  const count = groups.reduce((most, group) => Math.max(most, group + 1), 0);
  const summed = new Float64Array(p * count);
  for (let a = 0; a < p; a++) for (let i = 0; i < n; i++) summed[a * count + groups[i]!]! += steps[a * n + i]!;
  return summed;
}
