import { numpy as np } from "@jax-js/jax";
import { unwrap, type Value, wrap } from "../value.js";
import { cast, mul } from "./elementwise.js";

/** The axes of a reduction: one, several, or all where it is left out; negative ones count from the end. */
export type Axes = number | readonly number[];

/** Σ over the axes; bool values are counted as int32. */
export function sum(x: Value, axes?: Axes, keepDims = false): Value {
  const terms = x.dtype === "bool" ? cast(x, "int32") : x;
  return wrap(np.sum(unwrap(terms), list(axes), { keepdims: keepDims }));
}

/** The mean over the axes, as a floating-point number. */
export function mean(x: Value, axes?: Axes, keepDims = false): Value {
  const total = sum(x.dtype.startsWith("float") ? x : cast(x, "float"), axes, keepDims);
  const count = sizeAlong(x.shape, axes);
  return mul(total, 1 / count);
}

/** The largest over the axes; where several are equal they share the derivative. */
export function max(x: Value, axes?: Axes, keepDims = false): Value {
  return wrap(np.max(unwrap(x), list(axes), { keepdims: keepDims }));
}

/** The smallest over the axes; where several are equal they share the derivative. */
export function min(x: Value, axes?: Axes, keepDims = false): Value {
  return wrap(np.min(unwrap(x), list(axes), { keepdims: keepDims }));
}

function list(axes?: Axes): number[] | null {
  if (axes === undefined) return null;
  return typeof axes === "number" ? [axes] : [...axes];
}

function sizeAlong(shape: readonly number[], axes?: Axes): number {
  const chosen = list(axes) ?? shape.map((_, axis) => axis);
  return chosen.reduce((product, axis) => product * shape.at(axis)!, 1);
}
