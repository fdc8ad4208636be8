import { materialize, materialized } from "./align.js";
import { castView, type Rule, tensorView } from "./context.js";
import type { GraphBuilder, TensorRef } from "./graph.js";
import {
  broadcastView,
  type Dimension,
  isLiteral,
  repeated,
  reshapeView,
  shapeOf,
  sizeOfDimension,
  type TensorView,
  transposeView,
  type View,
  wholeView,
} from "./view.js";

type Pair = readonly [number, number];

export const transpose: Rule<{ perm: readonly number[] }> = (_, [x], { perm }) => [transposeView(x!, perm)];

export const broadcast: Rule<{ shape: readonly number[]; axis: readonly number[] }> = (_, [x], { shape, axis }) => [
  broadcastView(x!, shape, axis),
];

export const reshape: Rule<{ shape: readonly number[] }> = ({ graph }, [x], { shape }) => [reshaped(graph, x!, shape)];

export const stopGradient: Rule = (_, [x]) => [x!];

/** The view in another shape; it is written out where a new dimension begins inside one of its factors. */
export function reshaped(graph: GraphBuilder, view: View, shape: readonly number[]): View {
  return reshapeView(view, shape) ?? reshapeView(materialized(graph, view), shape)!;
}

/** The slice `[start, end)` of each dimension. */
export const shrink: Rule<{ slice: readonly Pair[] }> = ({ graph }, [x], { slice }) => [sliced(graph, x!, slice)];

export const split: Rule<{ axis: number; sizes: readonly number[] }> = ({ graph }, [x], { axis, sizes }) => {
  let start = 0;
  return sizes.map((size) => {
    const whole = shapeOf(x!).map((length): Pair => [0, length]);
    const piece = sliced(graph, x!, whole.with(axis, [start, start + size]));
    start += size;
    return piece;
  });
};

function sliced(graph: GraphBuilder, view: View, slice: readonly Pair[]): View {
  return slice.reduce((current, [start, end], dim) => {
    const size = sizeOfDimension(current.dims[dim]!);
    if (start === 0 && end === size) return current;
    return alongDimension(graph, current, dim, end - start, (source, axis, shape) =>
      graph.node("Slice", [source, ...[start, end, axis].map((value) => graph.integers([value]))], shape),
    );
  }, view);
}

export const flip: Rule<{ axis: readonly number[] }> = ({ graph }, [x], { axis }) => [
  axis.reduce((current, dim) => {
    const size = sizeOfDimension(current.dims[dim]!);
    return alongDimension(graph, current, dim, size, (source, sourceAxis, shape) =>
      // From the last element downwards; the end lies before the first.
      graph.node("Slice", [source, ...[-1, -(2 ** 31), sourceAxis, -1].map((v) => graph.integers([v]))], shape),
    );
  }, x!),
];

/** Zeros around each dimension. */
export const pad: Rule<{ width: readonly Pair[] }> = ({ graph }, [x], { width }) => [
  width.reduce((current, [before, after], dim) => {
    if (before === 0 && after === 0) return current;
    const size = sizeOfDimension(current.dims[dim]!) + before + after;
    const tensor = writtenOutAlong(graph, tensorView(graph, current), dim);
    return alongDimension(graph, tensor, dim, size, (source, axis, shape) => {
      const none = shape.map(() => 0);
      const pads = graph.integers([...none.with(axis, before), ...none.with(axis, after)]);
      return graph.node("Pad", [source, pads], shape, { attributes: { mode: "constant" } });
    });
  }, x!),
];

/** A view that walks its source along `dim`, in one factor. */
function writtenOutAlong(graph: GraphBuilder, view: TensorView, dim: number): TensorView {
  const dimension = view.dims[dim]!;
  return dimension.length === 1 && dimension[0]!.stride !== 0 ? view : materialized(graph, view);
}

/**
 * Applies `emit` to the source along the one axis that a dimension of the view walks; the dimension's new length is
 * `size`. Where the view repeats its source along the dimension there is nothing to emit.
 */
export function alongDimension(
  graph: GraphBuilder,
  view: View,
  dim: number,
  size: number,
  emit: (source: TensorRef, axis: number, shape: number[]) => TensorRef,
): View {
  const [factor, ...others] = view.dims[dim]!;
  if (isLiteral(view) || (others.length === 0 && factor !== undefined && factor.stride === 0)) {
    return { ...view, dims: view.dims.with(dim, repeated(size)) };
  }
  const tensor = others.length === 0 && factor !== undefined ? (view as TensorView) : materialized(graph, view);
  const { source, outer, inner, length } = aroundDimension(graph, tensor, dim);
  const shape = [outer, length, inner];
  const axis = outer === 1 ? 0 : 1;
  const kept = shape.slice(outer === 1 ? 1 : 0, inner === 1 ? 2 : 3);
  const result = emit(graph.reshape(source, kept), axis, kept.with(axis, size));
  return { source: result, dims: restrided(tensor.dims, dim, inner, length, size) };
}

/** The source as `[outer, length, inner]` around a dimension that is one factor (or of size 1). */
function aroundDimension(graph: GraphBuilder, view: TensorView, dim: number) {
  const factor = view.dims[dim]![0];
  const total = view.source.shape.reduce((product, n) => product * n, 1);
  if (factor === undefined) {
    const source = materialize(graph, view);
    const shape = shapeOf(view);
    const inner = shape.slice(dim + 1).reduce((product, n) => product * n, 1);
    return { source, outer: total / inner, inner, length: 1 };
  }
  return {
    source: view.source,
    outer: total / (factor.stride * factor.size),
    inner: factor.stride,
    length: factor.size,
  };
}

/** The dimensions after the axis of stride `inner` has changed its length: strides outside it scale. */
function restrided(
  dims: readonly Dimension[],
  dim: number,
  inner: number,
  length: number,
  size: number,
): readonly Dimension[] {
  const moved = dims.map((dimension) =>
    dimension.map((factor) =>
      factor.stride >= inner * length ? { size: factor.size, stride: (factor.stride / length) * size } : factor,
    ),
  );
  return moved.with(dim, size === 1 ? [] : [{ size, stride: inner }]);
}

export const concatenate: Rule<{ axis: number }> = ({ graph }, operands, { axis }, [result]) => {
  if (operands.length === 1) return [operands[0]!];
  const parts = operands.map((view) => materialize(graph, castView(graph, view, result!.elementType)));
  return [wholeView(graph.node("Concat", parts, result!.shape, { attributes: { axis } }))];
};
