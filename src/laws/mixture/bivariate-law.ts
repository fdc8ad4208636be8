import { invalid } from "../../numerics/errors.js";
import { matrix } from "../../numerics/linear-algebra/matrix.js";
import { shareBounds } from "./bounds.js";
import { type MixtureOptions, mixtureOf, type OptimalMixture } from "./optimal-mixture.js";
import { type ConvexFunction, simplexMinimum } from "./simplex-minimum.js";

/**
 * The loss on one domain after s steps with a share r of it: L(s, r) = (A/s^alpha + C) B/r^beta, a power law in both, for
 * r > 0 only. Ge et al. (2024, arXiv 2405.14908), equation 3.
 */
export interface BivariateLaw {
  readonly A: number;
  readonly alpha: number;
  readonly C: number;
  readonly B: number;
  readonly beta: number;
}

/** The loss on each domain. @throws InputError unless steps and shares are positive. */
export function bivariateLosses(laws: readonly BivariateLaw[], steps: number, shares: Float64Array): Float64Array {
  if (!(steps > 0)) throw invalid("steps", steps, "a positive number");
  return Float64Array.from(laws, ({ A, alpha, C, B, beta }, i) => {
    const share = shares[i]!;
    if (!(share > 0)) throw invalid(`share ${i + 1}`, share, "a positive number: the law has no value at 0");
    return (A * steps ** -alpha + C) * B * share ** -beta;
  });
}

/**
 * The mixture with the least total loss after `steps` under the bivariate law, certified as `optimalMixture` is. It
 * depends on the steps, since domains are learnt at different speeds.
 * @throws InputError where a domain's loss would fall with a smaller share (beta or its amplitude negative), since the
 * total is then not convex.
 */
export function optimalBivariateMixture(
  laws: readonly BivariateLaw[],
  steps: number,
  options: MixtureOptions = {},
): OptimalMixture {
  const n = laws.length;
  const weights = Float64Array.from(options.weights ?? new Float64Array(n).fill(1 / n));
  if (weights.length !== n) throw invalid("number of weights", weights.length, `${n}`);
  const atOne = bivariateLosses(laws, steps, new Float64Array(n).fill(1));
  const amplitudes = atOne.map((loss, i) => loss * weights[i]!);
  laws.forEach(({ beta }, i) => {
    if (!(amplitudes[i]! >= 0 && beta > 0)) {
      throw invalid(`law of domain ${i + 1}`, laws[i], "a positive beta and amplitude: the total is not convex");
    }
  });
  const bounds = shareBounds(n, options.lower, options.upper);
  const minimum = simplexMinimum(separable(laws, amplitudes), bounds, options.tolerance);
  return mixtureOf(minimum, bivariateLosses(laws, steps, minimum.shares), bounds);
}

/** Σ amplitude_i r_i^−beta_i. */
function separable(laws: readonly BivariateLaw[], amplitudes: Float64Array): ConvexFunction {
  const n = laws.length;
  const term = (r: number, i: number) => amplitudes[i]! * r ** -laws[i]!.beta;
  return {
    dimension: n,
    value: (shares) => shares.reduce((sum, r, i) => sum + (amplitudes[i] === 0 ? 0 : term(r, i)), 0),
    gradient: (shares) => shares.map((r, i) => (amplitudes[i] === 0 ? 0 : (-laws[i]!.beta * term(r, i)) / r)),
    hessian: (shares) => {
      const hessian = matrix(n, n);
      shares.forEach((r, i) => {
        const { beta } = laws[i]!;
        hessian.data[i * (n + 1)] = amplitudes[i] === 0 ? 0 : (beta * (beta + 1) * term(r, i)) / r ** 2;
      });
      return hessian;
    },
  };
}
