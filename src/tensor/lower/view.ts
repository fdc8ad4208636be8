import type { ElementType } from "../onnx/index.js";
import type { TensorRef } from "./graph.js";

/**
 * Movement without work: a view reads a tensor of the graph through strides, so that reshape, transpose and broadcast
 * emit nothing. Each dimension of a view is a product of factors, outermost first; a factor walks its source with one
 * stride, or repeats it (stride 0). The strides that are not 0 cover the source exactly once.
 */
export interface Factor {
  readonly size: number;
  /** Elements of the source between neighbours; 0 where the source is repeated. */
  readonly stride: number;
}

export type Dimension = readonly Factor[];

/** A number that is the same everywhere; `weak` where it takes the type of what it meets. */
export interface Literal {
  readonly literal: number;
  readonly elementType: ElementType;
  readonly weak: boolean;
}

export interface View<S extends TensorRef | Literal = TensorRef | Literal> {
  readonly source: S;
  readonly dims: readonly Dimension[];
}

export type TensorView = View<TensorRef>;

export function isLiteral(view: View): view is View<Literal> {
  return "literal" in view.source;
}

/** The literal's value, or undefined for a tensor. */
export function literalOf(view: View): number | undefined {
  return isLiteral(view) ? view.source.literal : undefined;
}

export function wholeView(source: TensorRef): TensorView {
  const dims: Dimension[] = [];
  let stride = 1;
  for (const size of source.shape.toReversed()) {
    dims.push(simplified([{ size, stride }]));
    stride *= size;
  }
  return { source, dims: dims.reverse() };
}

export function literalView(source: Literal, shape: readonly number[]): View<Literal> {
  return { source, dims: shape.map(repeated) };
}

/** A dimension of `size` along which the source is repeated. */
export function repeated(size: number): Dimension {
  return simplified([{ size, stride: 0 }]);
}

export function sizeOfDimension(dimension: Dimension): number {
  return dimension.reduce((product, { size }) => product * size, 1);
}

export function shapeOf(view: View): number[] {
  return view.dims.map(sizeOfDimension);
}

/** The factors without those of size 1, neighbours merged that one stride can walk. */
export function simplified(dimension: Dimension): Dimension {
  const merged: Factor[] = [];
  for (const factor of dimension) {
    if (factor.size === 1) continue;
    const last = merged.at(-1);
    if (last !== undefined && last.stride === factor.stride * factor.size) {
      merged[merged.length - 1] = { size: last.size * factor.size, stride: factor.stride };
    } else {
      merged.push(factor);
    }
  }
  return merged;
}

export function transposeView<S extends TensorRef | Literal>(view: View<S>, permutation: readonly number[]): View<S> {
  return { ...view, dims: permutation.map((i) => view.dims[i]!) };
}

/** The view in another shape, or undefined where a new dimension would begin inside a factor that does not divide. */
export function reshapeView<S extends TensorRef | Literal>(
  view: View<S>,
  shape: readonly number[],
): View<S> | undefined {
  if (shape.includes(0)) return { ...view, dims: shape.map((size) => simplified([{ size, stride: 0 }])) };
  const rest = simplified(view.dims.flat()).slice();
  const dims: Dimension[] = [];
  for (const size of shape) {
    const taken = takeOuter(rest, size);
    if (taken === undefined) return undefined;
    dims.push(taken);
  }
  return { ...view, dims };
}

/** Takes factors from the front of `rest` until their product is `size`, splitting the last one where it divides. */
function takeOuter(rest: Factor[], size: number): Dimension | undefined {
  const taken: Factor[] = [];
  let left = size;
  while (left > 1) {
    const { size: outer, stride } = rest.shift()!;
    if (left % outer === 0) {
      taken.push({ size: outer, stride });
      left /= outer;
    } else if (outer % left === 0) {
      const inner = outer / left;
      taken.push({ size: left, stride: stride * inner });
      rest.unshift({ size: inner, stride });
      left = 1;
    } else {
      return undefined;
    }
  }
  return taken;
}

/** New dimensions at `axes` of the result, and dimensions of size 1 stretched, so that the shape becomes `shape`. */
export function broadcastView<S extends TensorRef | Literal>(
  view: View<S>,
  shape: readonly number[],
  axes: readonly number[],
): View<S> {
  const old = view.dims.values();
  const dims = shape.map((size, i) => (axes.includes(i) ? repeated(size) : stretched(old.next().value!, size)));
  return { ...view, dims };
}

/** NumPy's rule: dimensions are added in front and those of size 1 stretched. */
export function broadcastTo<S extends TensorRef | Literal>(view: View<S>, shape: readonly number[]): View<S> {
  const added = shape.length - view.dims.length;
  return broadcastView(
    view,
    shape,
    Array.from({ length: added }, (_, i) => i),
  );
}

function stretched(dimension: Dimension, size: number): Dimension {
  return sizeOfDimension(dimension) === 1 && size !== 1 ? repeated(size) : dimension;
}
