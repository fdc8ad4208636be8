import { invalid } from "../numerics/errors.js";
import { add, div, maximum, minimum, mul, sqrt, square, sum, type Tree, type Value } from "../tensor/index.js";
import { type GradientTransformation, stateless } from "./transformation.js";
import { leavesOf, mapLeaves } from "./trees.js";

/** The Euclidean norm of all leaves together, a scalar. */
export function globalNorm(tree: Tree<Value>): Value {
  const squares = leavesOf(tree).map((leaf) => sum(square(leaf)));
  return sqrt(squares.reduce((total, next) => add(total, next)));
}

/**
 * Scales all gradients together so that their global norm is at most `limit`.
 *
 * Source: Pascanu, Mikolov, Bengio, arXiv 1211.5063, algorithm 1.
 * @throws InputError unless the limit is above 0
 */
export function clipByGlobalNorm(limit: number): GradientTransformation {
  requireLimit(limit);
  return stateless((gradients) => {
    // limit / max(norm, limit) is 1 where nothing is to be clipped, and never divides by zero.
    const factor = div(limit, maximum(globalNorm(gradients), limit));
    return mapLeaves((gradient) => mul(gradient, factor), gradients);
  });
}

/** Cuts every component of the gradients to [−limit, limit]. @throws InputError unless the limit is above 0 */
export function clipByValue(limit: number): GradientTransformation {
  requireLimit(limit);
  return stateless((gradients) => mapLeaves((gradient) => minimum(maximum(gradient, -limit), limit), gradients));
}

function requireLimit(limit: number): void {
  if (!(limit > 0)) throw invalid("clipping limit", limit, "a number above 0");
}
