import { invalid } from "../../numerics/errors.js";
import { findRoot } from "../../numerics/optimisation/index.js";
import { allocate, type ComputePlan, planAt } from "./allocation.js";
import { type LossSurface, positive } from "./surface.js";

/** The best plan at a budget: `(C) => allocateChinchilla(constants, C)`, or by search on any surface. */
export type Frontier = (compute: number) => ComputePlan;

/** What a choice costs beside the best one for the same compute. */
export interface Regret {
  /** Loss above the best, nats per token. */
  readonly loss: number;
  /** The least compute that reaches the loss of the choice, FLOP. */
  readonly equivalentCompute: number;
  /** The part of the compute that the choice wastes, 0 … 1. */
  readonly wasted: number;
}

/** The common rule of 20 tokens for a parameter: N = √(C/120), D = 20 N. */
export function twentyTokens(compute: number): { readonly N: number; readonly D: number } {
  const N = Math.sqrt(positive("compute", compute) / 120);
  return { N, D: 20 * N };
}

/** The (N, D) that a person chose, by N or by D/N, for a budget of 6ND. @throws InputError unless one is given. */
export function chosenAt(
  compute: number,
  choice: { readonly N?: number; readonly tokensPerParameter?: number },
): { readonly N: number; readonly D: number } {
  const { N, tokensPerParameter } = choice;
  const product = positive("compute", compute) / 6;
  if (N !== undefined) return { N, D: product / positive("N", N) };
  if (tokensPerParameter === undefined) throw invalid("choice", choice, "N or tokensPerParameter");
  const size = Math.sqrt(product / positive("tokens per parameter", tokensPerParameter));
  return { N: size, D: size * tokensPerParameter };
}

/**
 * The regret of training `chosen` where the best plan at the same compute is known from `frontier`. Its compute
 * equivalent is a root in log C of the frontier's loss, over twelve orders of magnitude below the budget.
 * @throws InputError where even those do not span the loss, or the frontier has no answer there.
 */
export function regretOf(
  surface: LossSurface,
  chosen: { readonly N: number; readonly D: number },
  frontier: Frontier = (compute) => allocate(surface, compute),
): Regret {
  const { compute, loss } = planAt(surface, positive("N", chosen.N), positive("D", chosen.D));
  const best = frontier(compute);
  if (!(loss > best.loss)) return { loss: 0, equivalentCompute: compute, wasted: 0 };
  const excess = (logPart: number) => frontier(compute * Math.exp(logPart)).loss - loss;
  const { x, reason } = findRoot(excess, lowEnd(excess), 0);
  if (reason !== "converged") throw invalid("choice", chosen, "a plan whose loss a smaller budget reaches");
  const part = Math.exp(x);
  return { loss: loss - best.loss, equivalentCompute: compute * part, wasted: 1 - part };
}

/** The first of 1/4, 1/16, … of the budget, as a logarithm, whose best loss is above the choice's. */
function lowEnd(excess: (logPart: number) => number): number {
  for (let quarters = 1; quarters < 20; quarters++) {
    const logPart = -quarters * Math.log(4);
    if (excess(logPart) > 0) return logPart;
  }
  return -20 * Math.log(4);
}

/** Plans whose loss is within a tolerance of the best. */
export interface FlatRange {
  readonly N: readonly [low: number, high: number];
  readonly tokensPerParameter: readonly [low: number, high: number];
}

/**
 * The sizes, and tokens for a parameter, along 6ND = C whose loss is at most (1 + `tolerance`) times the least: how flat
 * the valley is, by roots in log N on both sides of the optimum within a factor of 10⁶.
 * @throws InputError where the loss stays within the tolerance over that whole side.
 */
export function flatRange(
  surface: LossSurface,
  plan: Pick<ComputePlan, "N" | "compute" | "loss">,
  tolerance: number,
): FlatRange {
  positive("tolerance", tolerance);
  const { N, compute, loss } = plan;
  const excess = (x: number) => surface(N * Math.exp(x), compute / 6 / (N * Math.exp(x))) - (1 + tolerance) * loss;
  const side = (far: number): number => {
    const { x, reason } = findRoot(excess, 0, far);
    if (reason !== "converged")
      throw invalid("tolerance", tolerance, "one that the loss leaves within a millionfold N");
    return N * Math.exp(x);
  };
  const low = side(-Math.log(1e6));
  const high = side(Math.log(1e6));
  const ratio = (size: number) => compute / 6 / size ** 2;
  return { N: [low, high], tokensPerParameter: [ratio(high), ratio(low)] };
}
