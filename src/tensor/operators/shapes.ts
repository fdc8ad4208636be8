import { numpy as np } from "@jax-js/jax";
import { invalid } from "../../numerics/index.js";
import { type Operand, unwrap, unwrapTogether, type Value, wrap } from "../value.js";

/** The axes in another order, by default reversed. */
export function transpose(x: Value, axes?: readonly number[]): Value {
  return wrap(np.transpose(unwrap(x), axes && [...axes]));
}

/** Two axes exchanged; negative ones count from the end. */
export function swapaxes(x: Value, first: number, second: number): Value {
  return wrap(np.swapaxes(unwrap(x), first, second));
}

/** The same elements in another shape; one length may be −1 and follows from the others. */
export function reshape(x: Value, shape: readonly number[]): Value {
  return wrap(np.reshape(unwrap(x), [...shape]));
}

/** x repeated along new leading axes and along axes of length 1. */
export function broadcastTo(x: Operand, shape: readonly number[]): Value {
  return wrap(np.broadcastTo(unwrap(x), [...shape]));
}

/** x with an axis of length 1 put in at a place (counted in the result). */
export function expandDims(x: Value, axis: number): Value {
  return wrap(np.expandDims(unwrap(x), axis));
}

/** x without the given axes of length 1, by default without all of them. */
export function squeeze(x: Value, axes?: number | readonly number[]): Value {
  const list = typeof axes === "number" ? axes : axes && [...axes];
  return wrap(np.squeeze(unwrap(x), list ?? null));
}

/** The values joined along an axis. */
export function concatenate(xs: readonly Value[], axis = 0): Value {
  if (xs.length === 0) throw invalid("values to concatenate", xs, "at least one");
  return wrap(np.concatenate(unwrapTogether(...xs), axis));
}

/** The values, of one shape, side by side along a new axis. */
export function stack(xs: readonly Value[], axis = 0): Value {
  if (xs.length === 0) throw invalid("values to stack", xs, "at least one");
  return wrap(np.stack(unwrapTogether(...xs), axis));
}

/**
 * The block from `starts` (inclusive) to `ends` (exclusive), for the leading axes given; negative places count from the
 * end, and an end left out (undefined) is the axis's own.
 * @throws InputError where an end lies before its start or outside of the axis.
 */
export function slice(x: Value, starts: readonly number[], ends: readonly (number | undefined)[]): Value {
  const ranges = starts.map((start, axis): [number, number] => {
    const length = x.shape[axis];
    if (length === undefined) throw invalid("axis of slice", axis, `below ${x.shape.length}`);
    const from = start < 0 ? start + length : start;
    const end = ends[axis] ?? length;
    const to = end < 0 ? end + length : end;
    if (from < 0 || to > length || from > to) {
      throw invalid(`slice of axis ${axis}`, [start, end], `a range within 0 … ${length}`);
    }
    return [from, to];
  });
  return wrap(unwrap(x).slice(...ranges));
}

/** Zeros before and after each axis: `widths[axis] = [before, after]`. */
export function pad(x: Value, widths: readonly (readonly [number, number])[]): Value {
  return wrap(
    np.pad(
      unwrap(x),
      widths.map(([before, after]): [number, number] => [before, after]),
    ),
  );
}

/** The entries of `x` at whole-number places along an axis, which the shape of `indices` replaces. */
export function take(x: Value, indices: Value, axis: number): Value {
  if (indices.dtype !== "int32") throw invalid("type of indices", indices.dtype, "int32");
  return wrap(np.take(unwrap(x), unwrap(indices), axis));
}
