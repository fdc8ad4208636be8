import { invalid } from "../../numerics/errors.js";
import { add, mul, type Tree, type Value, zeros } from "../../tensor/index.js";
import { mapLeaves } from "../trees.js";

/** Zeros of the shapes of a tree. */
export function zerosLike(tree: Tree<Value>): Tree<Value> {
  return mapLeaves((leaf) => zeros(leaf.shape), tree);
}

/** The exponential moving average b·a + (1 − b)·x, leaf by leaf. */
export function movingAverage(beta: number, averages: Tree<Value>, values: Tree<Value>): Tree<Value> {
  return mapLeaves((average, value) => averaged(beta, average, value), averages, values);
}

/** b·a + (1 − b)·x. */
export function averaged(beta: number, average: Value, value: Value | number): Value {
  return add(mul(average, beta), mul(value, 1 - beta));
}

/**
 * The bias correction c_t = 1 − b^t after one more step, from c_{t−1}, as the moving average of ones. Unlike the
 * formula this subtracts nothing, so that it keeps all digits in float32, and whatever b rounds to it corrects the
 * average that was computed with the same rounded b.
 */
export function correction(beta: number, previous: Value): Value {
  return averaged(beta, previous, 1);
}

/** @throws InputError unless 0 ≤ beta < 1 */
export function requireBetas(betas: Readonly<Record<string, number>>): void {
  for (const [name, beta] of Object.entries(betas)) {
    if (!(beta >= 0 && beta < 1)) throw invalid(name, beta, "a number from 0 to below 1");
  }
}
