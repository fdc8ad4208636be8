import { invalid } from "../numerics/errors.js";
import { localRegularisation, type SpinGlass } from "./couplings.js";
import { hasSettled, type SolverResult, type StopRule, stopRule } from "./solver.js";

/** Settings of {@link solveRelaxedBp}. */
export interface RelaxedBpSettings extends StopRule {
  readonly lambda: number;
  readonly beta: number;
  /** θ: the share of the old message that is kept, 0 ≤ θ < 1; 0.5 unless told. */
  readonly damping?: number;
}

/**
 * Relaxed belief propagation, eqs (145)–(149): p(p−1) Gaussian cavity messages (m_{i→j}, v_{i→j}). As H is quadratic, the
 * central-limit step of eq. (144) is exact and this is Gaussian belief propagation: where it converges, its mean is the
 * mean of the Boltzmann distribution (Weiss and Freeman 2001).
 */
export function solveRelaxedBp(glass: SpinGlass, settings: RelaxedBpSettings): SolverResult {
  const { lambda, beta, damping = 0.5 } = settings;
  if (!(damping >= 0 && damping < 1)) throw invalid("damping", damping, "a number from 0 to below 1");
  const rule = stopRule(settings);
  const state = initialMessages(glass, lambda, beta);
  let mean: Float64Array = new Float64Array(state.p);
  let step = Number.NaN;
  for (let iterations = 1; iterations <= rule.maxIterations; iterations++) {
    const marginals = sweep(state, damping);
    if (marginals === undefined) return { ...result(state, mean), iterations, step, reason: "no-fixed-point" };
    let squares = 0;
    for (let i = 0; i < state.p; i++) squares += (marginals[i]! - mean[i]!) ** 2;
    mean = marginals;
    step = Math.sqrt(squares / state.p);
    if (hasSettled(step / (1 - damping), mean, rule))
      return { ...result(state, mean), iterations, step, reason: "converged" };
    if (!(step < 1e12)) return { ...result(state, mean), iterations, step, reason: "diverged" };
  }
  return { ...result(state, mean), iterations: rule.maxIterations, step, reason: "max-iterations" };
}

/** Messages are kept at their receiver: entry i·p + k of `means` is m_{k→i}. */
interface MessageState {
  readonly p: number;
  /** −J = R, with its diagonal. */
  readonly R: Float64Array;
  readonly field: Float64Array;
  readonly local: Float64Array;
  readonly beta: number;
  readonly means: Float64Array;
  readonly variances: Float64Array;
  readonly marginalVariance: Float64Array;
}

function initialMessages(glass: SpinGlass, lambda: number, beta: number): MessageState {
  const { rows: p, data: R } = glass.secondMoment;
  const local = localRegularisation(glass, lambda);
  const variances = Float64Array.from({ length: p * p }, (_, entry) => 1 / (beta * local[entry % p]!));
  const means = new Float64Array(p * p);
  return { p, R, field: glass.field, local, beta, means, variances, marginalVariance: new Float64Array(p) };
}

const result = (state: MessageState, mean: Float64Array) => ({ mean, variance: state.marginalVariance });

/** One parallel update of all messages. Returns the marginal means, or undefined where a variance lost its sign. */
function sweep(state: MessageState, damping: number): Float64Array | undefined {
  const { p, R, field, local, beta, means, variances, marginalVariance } = state;
  const sumMeans = new Float64Array(p);
  const sumVariances = new Float64Array(p);
  for (let i = 0; i < p; i++) {
    let M = 0;
    let V = 0;
    for (let entry = i * p; entry < (i + 1) * p; entry++) {
      const J = -R[entry]!;
      M += J * means[entry]!;
      V += J * J * variances[entry]!;
    }
    const self = i * p + i;
    sumMeans[i] = beta * (M + R[self]! * means[self]!);
    sumVariances[i] = beta * beta * (V - R[self]! * R[self]! * variances[self]!);
  }
  const marginals = new Float64Array(p);
  for (let i = 0; i < p; i++) {
    const denominator = beta * local[i]! - sumVariances[i]!;
    if (!(denominator > 0)) return undefined;
    marginalVariance[i] = 1 / denominator;
    marginals[i] = (beta * field[i]! + sumMeans[i]!) / denominator;
  }
  return updatePairs(state, { damping, sumMeans, sumVariances }) ? marginals : undefined;
}

interface Sums {
  readonly damping: number;
  readonly sumMeans: Float64Array;
  readonly sumVariances: Float64Array;
}

/** Updates m_{i→j} and m_{j→i} together, since each is the other's excluded term in eq. (145). */
function updatePairs(state: MessageState, { damping, sumMeans, sumVariances }: Sums): boolean {
  const { p, R, field, local, beta, means, variances } = state;
  for (let i = 0; i < p; i++) {
    const baseI = beta * local[i]! - sumVariances[i]!;
    const fieldI = beta * field[i]! + sumMeans[i]!;
    for (let j = 0; j < i; j++) {
      const toI = i * p + j;
      const toJ = j * p + i;
      const J = -beta * R[toI]!;
      const denominatorI = baseI + J * J * variances[toI]!;
      const denominatorJ = beta * local[j]! - sumVariances[j]! + J * J * variances[toJ]!;
      if (!(denominatorI > 0 && denominatorJ > 0)) return false;
      const fromI = (fieldI - J * means[toI]!) / denominatorI;
      const fromJ = (beta * field[j]! + sumMeans[j]! - J * means[toJ]!) / denominatorJ;
      means[toJ] = damping * means[toJ]! + (1 - damping) * fromI;
      means[toI] = damping * means[toI]! + (1 - damping) * fromJ;
      variances[toJ] = damping * variances[toJ]! + (1 - damping) / denominatorI;
      variances[toI] = damping * variances[toI]! + (1 - damping) / denominatorJ;
    }
  }
  return true;
}
