import { invalid } from "../../numerics/errors.js";
import { findRoot } from "../../numerics/optimisation/index.js";
import type { ComputePlan } from "./allocation.js";
import { certifiedMinimum } from "./certified-minimum.js";
import { type LossSurface, positive } from "./surface.js";

/** Tokens beyond which nobody trains: where a loss is called out of reach. */
const MOST_TOKENS = 1e24;

/**
 * The tokens with which a model of `N` parameters reaches `loss`, by a root of the surface in log D; null where it never
 * does, up to 10²⁴ tokens.
 */
export function tokensForLoss(surface: LossSurface, N: number, loss: number): number | null {
  const { x, reason } = findRoot((logD) => surface(N, Math.exp(logD)) - loss, 0, Math.log(MOST_TOKENS));
  return reason === "converged" ? Math.exp(x) : null;
}

/** 6 N D of training and 2 N for each served token, FLOP. Sardana et al. (2024, arXiv 2401.00448), equation 2. */
export function lifetimeCompute(N: number, D: number, served: number): number {
  return 6 * N * D + 2 * N * served;
}

/** A plan for training and serving. */
export interface LifetimePlan extends ComputePlan {
  /** 2 N × served tokens, FLOP. */
  readonly inferenceCompute: number;
  /** Training and inference, FLOP. */
  readonly totalCompute: number;
}

/** A plan's price when it also serves. */
function lifetimePlan(surface: LossSurface, N: number, D: number, served: number): LifetimePlan {
  const compute = 6 * N * D;
  const inferenceCompute = 2 * N * served;
  const loss = surface(N, D);
  return { N, D, tokensPerParameter: D / N, loss, compute, inferenceCompute, totalCompute: compute + inferenceCompute };
}

/**
 * The model that reaches `loss` and serves `served` tokens for the least training and inference compute together, by a
 * certified search over N. Sardana et al. (2024), equation 2.
 * @throws InputError where the loss is out of reach, or the best size is at an end of the range (10⁴ … 10¹⁶ unless told).
 */
export function allocateForInference(
  surface: LossSurface,
  loss: number,
  served: number,
  range: readonly [low: number, high: number] = [1e4, 1e16],
): LifetimePlan {
  if (!(served >= 0 && served < Number.POSITIVE_INFINITY)) throw invalid("served tokens", served, "a number from 0 up");
  const price = (x: number) => {
    const D = tokensForLoss(surface, Math.exp(x), loss);
    return D === null ? Number.POSITIVE_INFINITY : Math.log(lifetimeCompute(Math.exp(x), D, served));
  };
  const minimum = certifiedMinimum(price, Math.log(range[0]), Math.log(range[1]));
  if (minimum === null) {
    throw invalid(
      "target loss",
      loss,
      `one that some N of ${range[0]} … ${range[1]} reaches within ${MOST_TOKENS} tokens`,
    );
  }
  if (minimum.end !== null) throw invalid("target loss", loss, "one whose best size lies inside the sizes searched");
  const N = Math.exp(minimum.x);
  return lifetimePlan(surface, N, tokensForLoss(surface, N, loss)!, served);
}

/** What a smaller model, trained for longer to the same loss, saves. */
export interface InferenceSaving {
  readonly baseline: LifetimePlan;
  readonly instead: LifetimePlan;
  /** FLOP; negative where it costs more. */
  readonly saved: number;
  /** Of the baseline's total. */
  readonly fraction: number;
}

/**
 * Replaces the model (N, D) by one of `smaller` parameters at the same loss and `served` tokens.
 * Sardana et al. (2024), §3: 13B to 7B at 2·10¹² tokens saves 17 %.
 * @throws InputError where the smaller model never reaches the loss.
 */
export function inferenceSaving(
  surface: LossSurface,
  baseline: { readonly N: number; readonly D: number },
  smaller: number,
  served: number,
): InferenceSaving {
  const before = lifetimePlan(surface, positive("N", baseline.N), positive("D", baseline.D), served);
  const D = tokensForLoss(surface, positive("smaller N", smaller), before.loss);
  if (D === null) throw invalid("smaller N", smaller, `a size that reaches a loss of ${before.loss.toPrecision(6)}`);
  const instead = lifetimePlan(surface, smaller, D, served);
  const saved = before.totalCompute - instead.totalCompute;
  return { baseline: before, instead, saved, fraction: saved / before.totalCompute };
}
