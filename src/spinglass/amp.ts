import { invalid } from "../numerics/errors.js";
import { localRegularisation, type SpinGlass } from "./couplings.js";
import { type SolverResult, type StopReason, type StopRule, stopRule } from "./solver.js";
import { symmetricProduct } from "./symmetric-product.js";

/** Settings of {@link solveAmp} and {@link solveTap}. */
export interface AmpSettings extends StopRule {
  readonly lambda: number;
  /** Inverse temperature β of eq. (133). */
  readonly beta: number;
}

/**
 * Approximate message passing as printed, eq. (153) with λ_i of the corrected sign, from m = 0 and v = 1/(βλ_i), damped where it must be.
 *
 * Its fixed point is not the mean of the Boltzmann distribution: without the Onsager term it solves
 * (R + diag(λ − V))m = h with V_i = Σ_{j≠i} J_ij² βv_j. β cancels from m.
 *
 * The variances do not depend on the means, so they are iterated first. Their map is monotone, and from v = 1/(βλ_i),
 * which lies below every fixed point, it climbs to the smallest positive one; where there is none a denominator
 * βλ_i − β²ΣJ²v reaches zero in finitely many steps, and the solver says `no-fixed-point`.
 */
export function solveAmp(glass: SpinGlass, settings: AmpSettings): SolverResult {
  return solve(glass, settings, false);
}

/**
 * AMP with the Onsager term −V_i m_i in the numerator: the TAP equations (Thouless, Anderson and Palmer 1977; Donoho, Maleki
 * and Montanari 2009). Its mean is the exact one, (R + λ)m = h, wherever the variances have a fixed point.
 */
export function solveTap(glass: SpinGlass, settings: AmpSettings): SolverResult {
  return solve(glass, settings, true);
}

function solve(glass: SpinGlass, settings: AmpSettings, onsager: boolean): SolverResult {
  const { lambda, beta } = settings;
  if (!(lambda > 0)) throw invalid("lambda", lambda, "a number above 0");
  if (!(beta > 0)) throw invalid("beta", beta, "a number above 0");
  const rule = stopRule(settings);
  const local = localRegularisation(glass, lambda);
  const variances = solveVariances(glass, local, beta, rule);
  const { variance, iterations, reason } = variances;
  if (reason !== "converged") {
    return { mean: new Float64Array(variance.length), variance, iterations, step: Number.NaN, reason };
  }
  const means = iterateMeans(glass, local, { variance, beta, onsager, rule });
  return { ...means, variance, iterations: Math.max(iterations, means.iterations) };
}

interface Variances {
  readonly variance: Float64Array;
  readonly iterations: number;
  readonly reason: StopReason;
}

/** v_i = 1/(βλ_i − β² Σ_{j≠i} J_ij² v_j), the right half of eq. (153), to relative rounding accuracy. */
export function solveVariances(
  { secondMoment: { rows: p, data } }: SpinGlass,
  local: Float64Array,
  beta: number,
  { maxIterations }: { readonly maxIterations: number },
): Variances {
  const squares = data.map((value) => value * value);
  for (let i = 0; i < p; i++) squares[i * p + i] = 0;
  const variance = local.map((value) => 1 / (beta * value));
  const sum = new Float64Array(p);
  for (let iterations = 1; iterations <= maxIterations; iterations++) {
    symmetricProduct(squares, variance, sum);
    let largestStep = 0;
    for (let i = 0; i < p; i++) {
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

interface MeanSettings {
  readonly variance: Float64Array;
  readonly beta: number;
  readonly onsager: boolean;
  readonly rule: Required<StopRule>;
}

/**
 * m_i = v_i(βh_i + β Σ_{j≠i} J_ij m_j [− V_i m_i]), the left half of eq. (153) at the variances' fixed point.
 *
 * This is m ← θm + (1−θ)(Tm + b) with T similar to a symmetric matrix through the norm ‖x‖² = Σ x_i²/(βv_i), in which the
 * Rayleigh quotient of T in the last step lies within T's spectrum. Below −½ the step is an oscillation that damping
 * removes, so θ is raised. At 1 or above T has an eigenvalue of at least 1, R + diag(λ − V) is not positive definite, and
 * no damping helps: the iteration is stopped as `diverged`. With the Onsager term that matrix is R + λ, and this never is.
 */
function iterateMeans(
  glass: SpinGlass,
  local: Float64Array,
  { variance, beta, onsager, rule }: MeanSettings,
): SolverResult {
  const { rows: p, data } = glass.secondMoment;
  const diagonal = Float64Array.from(
    { length: p },
    (_, i) => data[i * p + i]! - (onsager ? local[i]! - 1 / (beta * variance[i]!) : 0),
  );
  const product = new Float64Array(p);
  const mean = new Float64Array(p);
  const change = new Float64Array(p);
  let damping = 0;
  let lastSquare = Number.POSITIVE_INFINITY;
  let step = Number.NaN;
  for (let iterations = 1; iterations <= rule.maxIterations; iterations++) {
    symmetricProduct(data, mean, product);
    let squares = 0;
    let square = 0;
    let overlap = 0;
    for (let i = 0; i < p; i++) {
      const target = beta * variance[i]! * (glass.field[i]! + diagonal[i]! * mean[i]! - product[i]!);
      const next = (1 - damping) * (target - mean[i]!);
      squares += next * next;
      square += (next * next) / variance[i]!;
      overlap += (next * change[i]!) / variance[i]!;
      change[i] = next;
      mean[i]! += next;
    }
    step = Math.sqrt(squares / p);
    if (step <= rule.tolerance) return { mean, iterations, step, reason: "converged" };
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
