import { invalid } from "../numerics/errors.js";
import { matrix } from "../numerics/linear-algebra/matrix.js";
import type { LinearAlgebra, Multiply } from "../numerics/linear-algebra/provider.js";
import { localRegularisation, type SpinGlass } from "./couplings.js";
import { hasSettled, rootMeanSquare, type SolverResult, type StopReason, type StopRule, stopRule } from "./solver.js";

/** Settings of {@link solveAmp} and {@link solveTap}. */
export interface AmpSettings extends StopRule {
  readonly lambda: number;
  /** Inverse temperature β of eq. (133). */
  readonly beta: number;
}

/**
 * Approximate message passing as printed, eq. (153) with λ_i of the corrected sign, from m = 0 and v = 1/(βλ_i), damped
 * where it must be.
 *
 * Its fixed point is not the mean of the Boltzmann distribution: without the Onsager term it solves
 * (R + diag(λ − V))m = h with V_i = Σ_{j≠i} J_ij² βv_j. β cancels from m.
 *
 * The variances do not depend on the means, so they are iterated first. Their map is monotone, and from v = 1/(βλ_i),
 * which lies below every fixed point, it climbs to the smallest positive one; where there is none a denominator
 * βλ_i − β²ΣJ²v reaches zero in finitely many steps, and the solver says `no-fixed-point`.
 */
export function solveAmp(glass: SpinGlass, settings: AmpSettings, algebra: LinearAlgebra): SolverResult {
  return solve(glass, settings, false, algebra);
}

/**
 * AMP with the Onsager term −V_i m_i in the numerator: the TAP equations (Thouless, Anderson and Palmer 1977; Donoho, Maleki
 * and Montanari 2009). Its mean is the exact one, (R + λ)m = h, wherever the variances have a fixed point.
 */
export function solveTap(glass: SpinGlass, settings: AmpSettings, algebra: LinearAlgebra): SolverResult {
  return solve(glass, settings, true, algebra);
}

function solve(glass: SpinGlass, settings: AmpSettings, onsager: boolean, algebra: LinearAlgebra): SolverResult {
  const { lambda, beta } = settings;
  if (!(lambda > 0)) throw invalid("lambda", lambda, "a number above 0");
  if (!(beta > 0)) throw invalid("beta", beta, "a number above 0");
  const rule = stopRule(settings);
  const { variance, iterations, reason } = solveVariances(glass, { lambda, beta, ...rule }, algebra);
  if (reason !== "converged") {
    return { mean: new Float64Array(variance.length), variance, iterations, step: Number.NaN, reason };
  }
  const update = meanUpdate(glass, { lambda, beta, variance, onsager });
  const means = algebra.withOperator(glass.secondMoment, (multiply) => iterateMeans(update, multiply, rule));
  return { ...means, variance, iterations: Math.max(iterations, means.iterations) };
}

interface Variances {
  readonly variance: Float64Array;
  readonly iterations: number;
  readonly reason: StopReason;
}

/** v_i = 1/(βλ_i − β² Σ_{j≠i} J_ij² v_j), the right half of eq. (153), to relative rounding accuracy: p. */
export function solveVariances(glass: SpinGlass, settings: AmpSettings, algebra: LinearAlgebra): Variances {
  const { rows: p, data } = glass.secondMoment;
  const squares = matrix(p, p);
  for (let entry = 0; entry < data.length; entry++) squares.data[entry] = data[entry]! ** 2;
  for (let i = 0; i < p; i++) squares.data[i * p + i] = 0;
  return algebra.withOperator(squares, (multiply) => iterateVariances(glass, settings, multiply));
}

function iterateVariances(glass: SpinGlass, { lambda, beta, ...rule }: AmpSettings, multiply: Multiply): Variances {
  const { maxIterations } = stopRule(rule);
  const local = localRegularisation(glass, lambda);
  const variance = local.map((value) => 1 / (beta * value));
  const sum = new Float64Array(local.length);
  for (let iterations = 1; iterations <= maxIterations; iterations++) {
    multiply(variance, sum);
    let largestStep = 0;
    for (let i = 0; i < sum.length; i++) {
      const denominator = beta * local[i]! - beta * beta * sum[i]!;
      if (!(denominator > 0)) return { variance, iterations, reason: "no-fixed-point" };
      const next = 1 / denominator;
      largestStep = Math.max(largestStep, Math.abs(next - variance[i]!) / next);
      variance[i] = next;
    }
    if (largestStep < 1e-13) return { variance, iterations, reason: "converged" };
  }
  return { variance, iterations: maxIterations, reason: "max-iterations" };
}

/** m_i = q_i(h_i + diagonal_i m_i − (Rm)_i). */
interface MeanUpdate {
  /** q = βv. */
  readonly q: Float64Array;
  readonly field: Float64Array;
  /** R_ii, which eq. (153) leaves out of the sum, less the reaction V_i where the Onsager term is in. */
  readonly diagonal: Float64Array;
}

/** The left half of eq. (153) at the variances' fixed point, with −V_i m_i in the numerator or without. */
function meanUpdate(
  glass: SpinGlass,
  { lambda, beta, variance, onsager }: AmpSettings & { variance: Float64Array; onsager: boolean },
): MeanUpdate {
  const q = variance.map((v) => beta * v);
  const local = localRegularisation(glass, lambda);
  const diagonal = local.map((value, i) => value - lambda - (onsager ? value - 1 / q[i]! : 0));
  return { q, field: glass.field, diagonal };
}

/**
 * Iterates the means. This is m ← θm + (1−θ)(Tm + b) with T similar to a symmetric matrix through the norm
 * ‖x‖² = Σ x_i²/q_i, in which the Rayleigh quotient of T in the last step lies within T's spectrum. Below −½ the step is an
 * oscillation that damping removes, so θ is raised. At 1 or above T has an eigenvalue of at least 1, R + diag(λ − V) is not
 * positive definite, and no damping helps: the iteration is stopped as `diverged`. With the Onsager term that matrix is
 * R + λ, and this never is.
 */
function iterateMeans({ q, field, diagonal }: MeanUpdate, multiply: Multiply, rule: Required<StopRule>): SolverResult {
  const p = q.length;
  const product = new Float64Array(p);
  const mean = new Float64Array(p);
  const change = new Float64Array(p);
  let damping = 0;
  let lastSquare = Number.POSITIVE_INFINITY;
  let step = Number.NaN;
  for (let iterations = 1; iterations <= rule.maxIterations; iterations++) {
    multiply(mean, product);
    let square = 0;
    let overlap = 0;
    for (let i = 0; i < p; i++) {
      const target = q[i]! * (field[i]! + diagonal[i]! * mean[i]! - product[i]!);
      const next = (1 - damping) * (target - mean[i]!);
      square += (next * next) / q[i]!;
      overlap += (next * change[i]!) / q[i]!;
      change[i] = next;
      mean[i]! += next;
    }
    step = rootMeanSquare(change);
    if (hasSettled(step, mean, rule)) return { mean, iterations, step, reason: "converged" };
    const quotient = overlap / lastSquare;
    if (quotient >= 1) return { mean, iterations, step, reason: "diverged" };
    lastSquare = square;
    if (quotient < -0.5) {
      damping = (1 + damping) / 2;
      lastSquare = Number.POSITIVE_INFINITY;
    }
  }
  return { mean, iterations: rule.maxIterations, step, reason: "max-iterations" };
}
