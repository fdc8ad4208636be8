import { invalid } from "../errors.js";
import { dampedStep } from "./damped-step.js";
import { applyTransposedQ, factoriseQr, norm, solveFromQr } from "./qr.js";

/** Residuals r(θ), m numbers, whose sum of squares is to be least. */
export interface LeastSquaresProblem {
  /** m. */
  readonly size: number;
  /** Writes r(θ); NaN or infinities outside the domain. */
  residuals(theta: Float64Array, out: Float64Array): void;
  /** Writes ∂r_i/∂θ_j into `out[j * m + i]` (p × m). */
  jacobian(theta: Float64Array, out: Float64Array): void;
}

/** How a least-squares search ended. */
export interface LeastSquaresResult {
  readonly theta: Float64Array;
  /** ‖r(θ)‖. */
  readonly residual: number;
  /** Largest cosine between r and a column of the Jacobian that is free to move: 0 at a minimum. */
  readonly cosine: number;
  /** Jacobians computed. */
  readonly iterations: number;
  /**
   * `converged`: no step makes the sum of squares smaller by more than its rounding. `no-descent`: none does, but the
   * gradient is not small: the Jacobian is wrong or lost in rounding. `non-finite`: r or its Jacobian is not finite at θ.
   */
  readonly reason: "converged" | "max-iterations" | "no-descent" | "non-finite";
}

/** Options of {@link levenbergMarquardt}. */
export interface LeastSquaresOptions {
  /** Closed bounds of θ; none unless given. */
  readonly lower?: ArrayLike<number>;
  readonly upper?: ArrayLike<number>;
  /** Most Jacobians; 1000 unless told. */
  readonly maxIterations?: number;
  /** First radius of the trust region, in units of ‖D θ‖ (or 1 where that is 0); 1 unless told. */
  readonly radius?: number;
}

/** At a minimum r is orthogonal to the Jacobian to this cosine, or, where r itself is rounding, θ stands still. */
const ORTHOGONAL = 1e-5;
const STILL = 1e-7;

/**
 * A local minimum of ‖r(θ)‖ from `start`, to full precision: Levenberg and Marquardt's steps within a trust region that
 * is scaled by the Jacobian's columns, by QR; then Gauss–Newton steps for as long as they shrink, which reach further
 * than the sum of squares, flat to its own rounding. With bounds, parameters that the gradient presses against a bound
 * are held there, and steps are cut off at the others.
 *
 * Source: Moré, The Levenberg–Marquardt algorithm: implementation and theory (1978).
 * @throws InputError where the bounds do not fit the start.
 */
export function levenbergMarquardt(
  problem: LeastSquaresProblem,
  start: ArrayLike<number>,
  options: LeastSquaresOptions = {},
): LeastSquaresResult {
  const search = new Search(problem, start, options);
  const reason = search.descend();
  const settled = reason !== "converged" || search.polish() || search.cosine <= ORTHOGONAL;
  const { theta, residual, cosine, iterations } = search;
  return { theta, residual, cosine, iterations, reason: settled ? reason : "no-descent" };
}

class Search {
  theta: Float64Array;
  residual: number;
  cosine = Number.NaN;
  iterations = 0;
  private r: Float64Array;
  private readonly jacobian: Float64Array;
  private readonly scale: Float64Array;
  private readonly lower: Float64Array;
  private readonly upper: Float64Array;
  private radius = 0;

  constructor(
    private readonly problem: LeastSquaresProblem,
    start: ArrayLike<number>,
    private readonly options: LeastSquaresOptions,
  ) {
    const p = start.length;
    this.lower = Float64Array.from(options.lower ?? new Float64Array(p).fill(-Infinity));
    this.upper = Float64Array.from(options.upper ?? new Float64Array(p).fill(Infinity));
    if (this.lower.length !== p || this.upper.length !== p || this.lower.some((low, j) => !(low <= this.upper[j]!)))
      throw invalid("bounds", `${this.lower.join(" ")} … ${this.upper.join(" ")}`, `${p} lower ones below the upper`);
    this.theta = this.moved(Float64Array.from(start), new Float64Array(p));
    this.r = new Float64Array(problem.size);
    this.jacobian = new Float64Array(p * problem.size);
    this.scale = new Float64Array(p);
    problem.residuals(this.theta, this.r);
    this.residual = norm(this.r);
  }

  /** Steps within a trust region until none makes the sum of squares smaller. */
  descend(): LeastSquaresResult["reason"] {
    for (;;) {
      if (!this.linearise()) return "non-finite";
      if (this.residual === 0 || this.cosine === 0) return "converged";
      if (this.iterations >= (this.options.maxIterations ?? 1000)) return "max-iterations";
      if (!this.improve()) return "converged";
    }
  }

  /** Gauss–Newton steps for as long as they become shorter; whether they came to rest. */
  polish(): boolean {
    let before = Infinity;
    let stalled = 0;
    for (let count = 0; this.linearise() && this.residual > 0 && count < 50; count++) {
      const free = this.free();
      const { qr, c } = this.factorise(free);
      if (qr.rank < free.length) break;
      const step = this.unscaled(
        free,
        solveFromQr(qr, c).map((value) => -value),
      );
      const size = this.sizeOf(step);
      stalled = size < before ? 0 : stalled + 1;
      if (stalled > 3 || size === 0) break;
      before = Math.min(before, size);
      if (!this.take(this.moved(this.theta, step), this.residual * (1 + 1e-10))) break;
    }
    return before <= STILL * this.sizeOf(this.theta);
  }

  /** The Jacobian at θ and what follows from it; false where it is not finite. */
  private linearise(): boolean {
    const { size } = this.problem;
    this.iterations += 1;
    this.problem.jacobian(this.theta, this.jacobian);
    for (let j = 0; j < this.theta.length; j++) {
      const length = norm(this.jacobian, j * size, (j + 1) * size);
      if (!Number.isFinite(length)) return false;
      this.scale[j] = Math.max(this.scale[j]!, length) || 1;
    }
    this.cosine = this.free().reduce((largest, j) => Math.max(largest, Math.abs(this.cosineOf(j))), 0);
    return Number.isFinite(this.residual);
  }

  /** The cosine between r and a column of the Jacobian. */
  private cosineOf(j: number): number {
    const { size } = this.problem;
    const length = norm(this.jacobian, j * size, (j + 1) * size);
    if (length === 0 || this.residual === 0) return 0;
    let dot = 0;
    for (let i = 0; i < size; i++) dot += (this.jacobian[j * size + i]! / length) * (this.r[i]! / this.residual);
    return dot;
  }

  /** Parameters that no bound holds against the descent. */
  private free(): number[] {
    const held = (theta: number, j: number): boolean => {
      if (theta === this.lower[j]) return theta === this.upper[j] || this.cosineOf(j) >= 0;
      return theta === this.upper[j] && this.cosineOf(j) <= 0;
    };
    return Array.from(this.theta.keys()).filter((j) => !held(this.theta[j]!, j));
  }

  /** J D⁻¹ of the free parameters as Q R, and Qᵀ of residuals. */
  private factorise(free: readonly number[], residuals = this.r) {
    const { size } = this.problem;
    const columns = new Float64Array(free.length * size);
    for (const [k, j] of free.entries()) {
      for (let i = 0; i < size; i++) columns[k * size + i] = this.jacobian[j * size + i]! / this.scale[j]!;
    }
    const qr = factoriseQr(columns, size, free.length);
    const c = residuals.slice();
    applyTransposedQ(qr, c);
    return { qr, c };
  }

  /** One step that makes the sum of squares smaller; false where there is none. */
  private improve(): boolean {
    const free = this.free();
    const { qr, c } = this.factorise(free);
    if (this.radius === 0) this.radius = (this.options.radius ?? 1) * (this.sizeOf(this.theta) || 1);
    for (;;) {
      const damped = dampedStep(qr, c, this.radius);
      const wanted = this.unscaled(free, damped.step);
      const step = this.withinBounds(free, wanted);
      const cut = step.some((value, j) => value !== wanted[j]);
      const size = this.sizeOf(step);
      const predicted = this.predictedGain(step);
      const before = this.residual;
      const taken = this.take(this.moved(this.theta, step), before);
      const gain = taken ? 1 - (this.residual / before) ** 2 : 0;
      if (!taken) this.radius = (cut ? this.radius : Math.min(this.radius, size)) / 4;
      else if (gain < predicted / 4) this.radius = Math.min(this.radius, size) / 2;
      else if (gain > 0.75 * predicted || damped.damping === 0) this.radius = Math.max(this.radius, 2 * size);
      const rounding = !cut && predicted <= Number.EPSILON && gain <= Number.EPSILON;
      if (rounding || !(this.radius > Number.EPSILON * this.sizeOf(this.theta))) return false;
      if (taken) return true;
    }
  }

  /**
   * A step cut off at the bounds, or, where the model falls further by it, the step there for the parameters that reach
   * bounds and the best that the others can then do.
   */
  private withinBounds(free: readonly number[], step: Float64Array): Float64Array {
    const cut = this.feasible(step);
    let best = cut;
    let bestGain = this.predictedGain(cut);
    let rest = free;
    for (let current = cut, wanted = step; ; ) {
      const inside = rest.filter((j) => current[j] === wanted[j]);
      if (inside.length === rest.length || inside.length === 0) return best;
      rest = inside;
      wanted = this.completed(rest, current);
      current = this.feasible(wanted);
      const gain = this.predictedGain(current);
      if (gain > bestGain) {
        best = current;
        bestGain = gain;
      }
    }
  }

  /** A step with the given components, but for those of `free`, which follow within the trust region. */
  private completed(free: readonly number[], given: Float64Array): Float64Array {
    const { size } = this.problem;
    const fixed = given.map((value, j) => (free.includes(j) ? 0 : value));
    const residuals = this.r.map((value, i) =>
      fixed.reduce((sum, s, j) => sum + s * this.jacobian[j * size + i]!, value),
    );
    const { qr, c } = this.factorise(free, residuals);
    const step = this.unscaled(free, dampedStep(qr, c, this.radius).step);
    return step.map((value, j) => value + fixed[j]!);
  }

  /** The part of a step up to the bounds. */
  private feasible(step: Float64Array): Float64Array {
    return step.map((value, j) =>
      Math.min(this.upper[j]! - this.theta[j]!, Math.max(this.lower[j]! - this.theta[j]!, value)),
    );
  }

  /** By what part of itself ‖r + J s‖² is below ‖r‖². */
  private predictedGain(step: Float64Array): number {
    const { size } = this.problem;
    let gain = 0;
    for (let i = 0; i < size; i++) {
      let change = 0;
      for (let j = 0; j < step.length; j++) change += this.jacobian[j * size + i]! * step[j]!;
      gain -= (change / this.residual) * ((2 * this.r[i]! + change) / this.residual);
    }
    return gain;
  }

  /** Goes to a point if ‖r‖ is below the limit there. */
  private take(theta: Float64Array, limit: number): boolean {
    const r = new Float64Array(this.problem.size);
    this.problem.residuals(theta, r);
    const residual = norm(r);
    // False for NaN.
    if (!(residual < limit)) return false;
    this.theta = theta;
    this.r = r;
    this.residual = residual;
    return true;
  }

  /** θ + s within the bounds; and at a bound where only rounding keeps it off, so that no step is spent on the way there. */
  private moved(theta: Float64Array, step: Float64Array): Float64Array {
    return theta.map((value, j) => {
      const to = value + step[j]!;
      const rounding = 2 * Number.EPSILON * Math.abs(step[j]!);
      if (to <= this.lower[j]! + rounding) return this.lower[j]!;
      return to >= this.upper[j]! - rounding ? this.upper[j]! : to;
    });
  }

  /** ‖D s‖. */
  private sizeOf(step: Float64Array): number {
    return norm(step.map((value, j) => value * this.scale[j]!));
  }

  /** D⁻¹ s, and zero for the parameters that are held. */
  private unscaled(free: readonly number[], step: Float64Array): Float64Array {
    const all = new Float64Array(this.theta.length);
    for (const [k, j] of free.entries()) all[j] = step[k]! / this.scale[j]!;
    return all;
  }
}
