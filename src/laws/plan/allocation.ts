import { invalid } from "../../numerics/errors.js";
import { certifiedMinimum } from "./certified-minimum.js";
import { type ChinchillaConstants, chinchillaSurface, type LossSurface, positive } from "./surface.js";

/** How a budget is spent. */
export interface ComputePlan {
  /** Parameters. */
  readonly N: number;
  /** Training tokens. */
  readonly D: number;
  readonly tokensPerParameter: number;
  /** Predicted loss, nats per token. */
  readonly loss: number;
  /** Training compute, FLOP. */
  readonly compute: number;
}

/** The plan (N, D) with its loss; `flopsPerToken` is 6N unless told. */
export function planAt(
  surface: LossSurface,
  N: number,
  D: number,
  flopsPerToken: (N: number) => number = (size) => 6 * size,
): ComputePlan {
  return { N, D, tokensPerParameter: D / N, loss: surface(N, D), compute: flopsPerToken(N) * D };
}

/** N* ∝ C^a and D* ∝ C^b: a = β/(α + β), b = α/(α + β). Hoffmann et al. (2022), equation 4. */
export function allocationExponents({ alpha, beta }: Pick<ChinchillaConstants, "alpha" | "beta">): {
  readonly a: number;
  readonly b: number;
} {
  return { a: beta / (alpha + beta), b: alpha / (alpha + beta) };
}

/** G = (αA / βB)^(1/(α + β)), so that N* = G (C/6)^a and D* = (C/6)^b / G. Hoffmann et al. (2022), equation 4. */
function ratio({ A, B, alpha, beta }: ChinchillaConstants): number {
  return ((alpha * A) / (beta * B)) ** (1 / (alpha + beta));
}

/**
 * The best size and tokens for `compute` FLOP under Chinchilla's law, in closed form.
 * @throws InputError unless the budget and the constants (besides E) are positive.
 */
export function allocateChinchilla(constants: ChinchillaConstants, compute: number): ComputePlan {
  checkConstants(constants);
  const product = positive("compute", compute) / 6;
  const { a, b } = allocationExponents(constants);
  const G = ratio(constants);
  return planAt(chinchillaSurface(constants), G * product ** a, product ** b / G);
}

/** The tokens with which a model of `N` parameters is compute-optimal under Chinchilla's law. */
export function chinchillaTokens(constants: ChinchillaConstants, N: number): number {
  checkConstants(constants);
  const { alpha, beta } = constants;
  const G = ratio(constants);
  return (positive("N", N) / G) ** (alpha / beta) / G;
}

/** The size for which `D` tokens are compute-optimal under Chinchilla's law. */
export function chinchillaParameters(constants: ChinchillaConstants, D: number): number {
  checkConstants(constants);
  const { alpha, beta } = constants;
  const G = ratio(constants);
  return (positive("D", D) * G) ** (beta / alpha) * G;
}

function checkConstants({ A, B, alpha, beta }: ChinchillaConstants): void {
  for (const [name, value] of Object.entries({ A, B, alpha, beta })) positive(name, value);
}

/** Parameters and tokens below which no law is asked, unless told. */
const FEWEST = 1e4;

/** Limits of a search for the best allocation. */
export interface AllocationOptions {
  /** Sizes to search: 10⁴ up to what leaves 10⁴ tokens unless told. */
  readonly range?: readonly [low: number, high: number];
  /** The most tokens there are. */
  readonly maxTokens?: number;
  /** The largest model that fits. */
  readonly maxParameters?: number;
  /** Training FLOP for a token; 6N unless told. It must rise with N. */
  readonly flopsPerToken?: (N: number) => number;
}

/** A plan found by search. */
export interface AllocatedPlan extends ComputePlan {
  /** The limit that keeps the plan from the optimum without limits. Where both do, some compute is left. */
  readonly binding: "tokens" | "parameters" | "both" | null;
  /** Valleys of the loss along the isoFLOP curve that a scan of sizes met; 1: the optimum is the only one. */
  readonly valleys: number;
}

/**
 * The best size and tokens for `compute` FLOP on any surface: the least loss along the curve of equal compute, by a scan
 * over log N and Brent's method. Where a limit binds, the rest of the compute goes to the other factor.
 * @throws InputError for a budget that is not positive, and where the least loss is at an end of the searched range,
 * since then it is not known to be the optimum.
 */
export function allocate(surface: LossSurface, compute: number, options: AllocationOptions = {}): AllocatedPlan {
  positive("compute", compute);
  const { flopsPerToken = (N: number) => 6 * N, maxTokens, maxParameters } = options;
  if (!options.range && !(compute > 6 * FEWEST ** 2)) {
    throw invalid("compute", compute, `more than ${6 * FEWEST ** 2} FLOP`);
  }
  const [low, high] = options.range ?? [FEWEST, compute / 6 / FEWEST];
  if (!(low > 0 && high > low)) throw invalid("range of N", `${low} … ${high}`, "two positive sizes, rising");
  const fewest = compute / flopsPerToken(high);
  if (maxTokens !== undefined && !(maxTokens >= fewest)) {
    throw invalid(
      "limit of tokens",
      maxTokens,
      `at least ${fewest.toPrecision(3)}, what the largest size searched gets`,
    );
  }
  const from = maxTokens === undefined ? low : Math.max(low, sizeAt(compute / maxTokens, flopsPerToken, low, high));
  const to = maxParameters === undefined ? high : Math.min(high, positive("maxParameters", maxParameters));
  if (from >= to) return largestFitting(surface, compute, to, maxTokens, flopsPerToken);

  const minimum = certifiedMinimum(
    (x) => surface(Math.exp(x), compute / flopsPerToken(Math.exp(x))),
    Math.log(from),
    Math.log(to),
  );
  if (minimum === null) throw invalid("surface", "no finite loss", `finite losses for N from ${from} to ${to}`);
  const { x, end, valleys } = minimum;
  if ((end === "low" && from === low) || (end === "high" && to === high)) {
    throw invalid(
      "compute",
      compute,
      `a budget whose best size lies inside the sizes searched, ${from.toPrecision(3)} … ${to.toPrecision(3)}`,
    );
  }
  const N = end === "low" ? from : end === "high" ? to : Math.exp(x);
  const binding = end === "low" ? "tokens" : end === "high" ? "parameters" : null;
  return { ...planAt(surface, N, compute / flopsPerToken(N), flopsPerToken), binding, valleys };
}

/** The N in low … high at which a token costs `perToken` FLOP, by bisection on log N. */
function sizeAt(perToken: number, flopsPerToken: (N: number) => number, low: number, high: number): number {
  let [a, b] = [Math.log(low), Math.log(high)];
  if (flopsPerToken(low) >= perToken) return low;
  if (flopsPerToken(high) <= perToken) return high;
  for (let i = 0; i < 100; i++) {
    const middle = (a + b) / 2;
    if (flopsPerToken(Math.exp(middle)) < perToken) a = middle;
    else b = middle;
  }
  return Math.exp((a + b) / 2);
}

/** The largest model that fits, on all the tokens that the compute and their number allow. */
function largestFitting(
  surface: LossSurface,
  compute: number,
  N: number,
  maxTokens: number | undefined,
  flopsPerToken: (N: number) => number,
): AllocatedPlan {
  const affordable = compute / flopsPerToken(N);
  const D = Math.min(affordable, maxTokens ?? Number.POSITIVE_INFINITY);
  return { ...planAt(surface, N, D, flopsPerToken), binding: D < affordable ? "both" : "parameters", valleys: 1 };
}
