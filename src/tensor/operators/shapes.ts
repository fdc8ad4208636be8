import { numpy as np } from "@jax-js/jax";
import { invalid } from "../../numerics/index.js";
import { sizeOf } from "../tensor.js";
import { knownNumbers, type Operand, shapeOf, unwrap, unwrapTogether, type Value, wrap } from "../value.js";
import { type Axes, axesOf, axisOf } from "./axes.js";

/** The axes in another order, by default reversed. */
export function transpose(x: Value, axes?: readonly number[]): Value {
  const rank = x.shape.length;
  const order = axes === undefined ? axesOf(axes, rank, "transpose").reverse() : axesOf(axes, rank, "transpose");
  if (order.length !== rank) throw invalid("axes of transpose", axes, `all ${rank}`);
  return wrap(np.transpose(unwrap(x), order));
}

/** Two axes exchanged; negative ones count from the end. */
export function swapaxes(x: Value, first: number, second: number): Value {
  const [a, b] = axesOf([first, second], x.shape.length, "swapaxes") as [number, number];
  return wrap(np.swapaxes(unwrap(x), a, b));
}

/** The same elements in another shape; one length may be −1 and follows from the others. */
export function reshape(x: Value, shape: readonly number[]): Value {
  const [size, known] = [sizeOf(x.shape), sizeOf(shape.filter((length) => length !== -1))];
  const open = shape.filter((length) => length === -1).length;
  const fits = open === 0 ? size === known : open === 1 && known > 0 && size % known === 0;
  if (!fits) throw invalid("shape of reshape", shape, `room for ${size} elements of ${JSON.stringify(x.shape)}`);
  return wrap(np.reshape(unwrap(x), [...shape]));
}

/** x repeated along new leading axes and along axes of length 1. */
export function broadcastTo(x: Operand, shape: readonly number[]): Value {
  const from = shapeOf(x);
  const padded = [...Array(Math.max(0, shape.length - from.length)).fill(1), ...from];
  if (padded.length > shape.length || padded.some((length, axis) => length !== 1 && length !== shape[axis])) {
    throw invalid("shape of broadcastTo", shape, `one that ${JSON.stringify(from)} broadcasts to`);
  }
  return wrap(np.broadcastTo(unwrap(x), [...shape]));
}

/** x with an axis of length 1 put in at a place (counted in the result). */
export function expandDims(x: Value, axis: number): Value {
  return wrap(np.expandDims(unwrap(x), axisOf(axis, x.shape.length + 1, "expandDims")));
}

/** x without the given axes of length 1, by default without all of them. */
export function squeeze(x: Value, axes?: Axes): Value {
  const all = axesOf(axes, x.shape.length, "squeeze");
  const dropped = new Set(axes === undefined ? all.filter((axis) => x.shape[axis] === 1) : all);
  const long = all.find((axis) => dropped.has(axis) && x.shape[axis] !== 1);
  if (long !== undefined) throw invalid("axis of squeeze", long, `an axis of length 1 in ${JSON.stringify(x.shape)}`);
  return wrap(np.reshape(unwrap(x), [...x.shape.filter((_, axis) => !dropped.has(axis))]));
}

/** The values joined along an axis. */
export function concatenate(xs: readonly Value[], axis = 0): Value {
  if (xs.length === 0) throw invalid("values to concatenate", xs, "at least one");
  const [first] = xs as [Value];
  const along = axisOf(axis, first.shape.length, "concatenate");
  const like = ({ shape }: Value) => shape.toSpliced(along, 1, -1).join();
  if (xs.some((x) => like(x) !== like(first))) {
    throw invalid("shapes of concatenate", shapesOf(xs), `equal ones but for axis ${along}`);
  }
  return wrap(np.concatenate(unwrapTogether(...xs), along));
}

/** The values, of one shape, side by side along a new axis. */
export function stack(xs: readonly Value[], axis = 0): Value {
  if (xs.length === 0) throw invalid("values to stack", xs, "at least one");
  const [first] = xs as [Value];
  if (xs.some(({ shape }) => shape.join() !== first.shape.join())) {
    throw invalid("shapes of stack", shapesOf(xs), "equal ones");
  }
  return wrap(np.stack(unwrapTogether(...xs), axisOf(axis, first.shape.length + 1, "stack")));
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
  const good = ([before, after]: readonly [number, number]) =>
    Number.isInteger(before) && Number.isInteger(after) && before >= 0 && after >= 0;
  if (widths.length !== x.shape.length || !widths.every(good)) {
    throw invalid("widths of pad", widths, `[before, after] for each of ${x.shape.length} axes`);
  }
  const pairs = widths.map(([before, after]): [number, number] => [before, after]);
  return wrap(np.pad(unwrap(x), pairs));
}

/**
 * The entries of `x` at whole-number places along an axis, which the shape of `indices` replaces. What is taken at
 * places outside of the axis is the engine's affair, where they are known only as the program runs.
 * @throws InputError for a constant place outside of the axis; negative ones do not count from the end.
 */
export function take(x: Value, indices: Value, axis: number): Value {
  if (indices.dtype !== "int32") throw invalid("type of indices", indices.dtype, "int32");
  const along = axisOf(axis, x.shape.length, "take");
  const length = x.shape[along]!;
  const outside = Array.from(knownNumbers(indices) ?? []).find((place) => place < 0 || place >= length);
  if (outside !== undefined) throw invalid("index of take", outside, `0 … ${length - 1}, the places of axis ${along}`);
  return wrap(np.take(unwrap(x), unwrap(indices), along));
}

function shapesOf(xs: readonly Value[]): (readonly number[])[] {
  return xs.map(({ shape }) => shape);
}
