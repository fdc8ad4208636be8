import { div, less, mul, sqrt, square, sum, type Value, where } from "../../tensor/index.js";
import { addDecayedWeights, scaleByLearningRate } from "../scaling.js";
import type { Schedule } from "../schedules.js";
import { chain, type GradientTransformation, stateless } from "../transformation.js";
import { mapLeaves } from "../trees.js";
import { type AdamOptions, scaleByAdam } from "./adam.js";

/**
 * LAMB, layer-wise adaptation for large batches: with u = m̂/(√v̂ + ε) + weightDecay·x for each tensor of parameters,
 * x ← x − η·(‖x‖/‖u‖)·u. Unless told b = (0.9, 0.999), ε = 1e-6, weightDecay = 0.01.
 *
 * Source: You et al., arXiv 1904.00962, algorithm 2 with φ the identity.
 */
export function lamb(learningRate: number | Schedule, options: AdamOptions = {}): GradientTransformation {
  const { weightDecay = 0.01, epsilon = 1e-6 } = options;
  return chain(
    scaleByAdam({ ...options, epsilon }),
    addDecayedWeights(weightDecay),
    scaleByTrustRatio(),
    scaleByLearningRate(learningRate),
  );
}

/** Multiplies the update u of each tensor x by ‖x‖/‖u‖, or by 1 where either is zero. */
export function scaleByTrustRatio(): GradientTransformation {
  return stateless((updates, params) =>
    mapLeaves((update, x) => mul(update, trustRatio(norm(x), norm(update))), updates, params),
  );
}

function trustRatio(ofParameters: Value, ofUpdate: Value): Value {
  const isUpdated = less(0, ofUpdate);
  // The inner `where` keeps 0/0 out of the branch that is not taken.
  const ratio = div(ofParameters, where(isUpdated, ofUpdate, 1));
  return where(less(0, ofParameters), where(isUpdated, ratio, 1), 1);
}

function norm(x: Value): Value {
  return sqrt(sum(square(x)));
}
