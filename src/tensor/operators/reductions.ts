import { numpy as np } from "@jax-js/jax";
import { sizeOf } from "../tensor.js";
import { unwrap, type Value, wrap } from "../value.js";
import { type Axes, axesOf } from "./axes.js";
import { cast, mul } from "./elementwise.js";

/** Σ over the axes, by default all of them; bool values are counted as int32. */
export function sum(x: Value, axes?: Axes, keepDims = false): Value {
  const terms = x.dtype === "bool" ? cast(x, "int32") : x;
  return wrap(np.sum(unwrap(terms), axesOf(axes, x.shape.length, "sum"), { keepdims: keepDims }));
}

/** The mean over the axes, by default all of them, as a floating-point number. */
export function mean(x: Value, axes?: Axes, keepDims = false): Value {
  const along = axesOf(axes, x.shape.length, "mean");
  const terms = x.dtype.startsWith("float") ? x : cast(x, "float");
  return mul(sum(terms, along, keepDims), 1 / sizeOf(along.map((axis) => x.shape[axis]!)));
}

/** The largest over the axes, by default all of them; where several are equal they share the derivative. */
export function max(x: Value, axes?: Axes, keepDims = false): Value {
  return wrap(np.max(unwrap(x), axesOf(axes, x.shape.length, "max"), { keepdims: keepDims }));
}

/** The smallest over the axes, by default all of them; where several are equal they share the derivative. */
export function min(x: Value, axes?: Axes, keepDims = false): Value {
  return wrap(np.min(unwrap(x), axesOf(axes, x.shape.length, "min"), { keepdims: keepDims }));
}
