import { materialize } from "./align.js";
import type { Context, Rule } from "./context.js";
import { broadcastShape } from "./elementwise.js";
import { type GraphBuilder, sizeOf, type TensorRef } from "./graph.js";
import { broadcastTo, shapeOf, transposeView, type View, wholeView } from "./view.js";

interface Indexing {
  /** The indexed axes, one for each index operand. */
  readonly axis: readonly number[];
  /** Where the dimensions of the (broadcast) indices stand in the result. */
  readonly outDim: number;
}

const gather: Rule<Indexing> = ({ graph }, [x, ...indices], { axis, outDim }) => {
  const shape = shapeOf(x!);
  const indexShape = broadcastShape(indices.map(shapeOf));
  const rest = shape.filter((_, i) => !axis.includes(i));
  const gathered = graph.node(...gatherNode(graph, x!, indices, axis, indexShape, rest));
  return [movedTo(wholeView(gathered), indexShape.length, outDim)];
};

/** `Gather` along one axis, `GatherND` along several; the indices' dimensions come first in the result. */
function gatherNode(
  graph: GraphBuilder,
  x: View,
  indices: readonly View[],
  axis: readonly number[],
  indexShape: readonly number[],
  rest: readonly number[],
): [string, TensorRef[], number[]] {
  const source = materialize(graph, indexedFirst(x, axis));
  if (indices.length === 1) return ["Gather", [source, materialize(graph, indices[0]!)], [...indexShape, ...rest]];
  return ["GatherND", [source, indexTuples(graph, indices, indexShape)], [...indexShape, ...rest]];
}

function indexedFirst(x: View, axis: readonly number[]): View {
  const rest = x.dims.flatMap((_, i) => (axis.includes(i) ? [] : [i]));
  return transposeView(x, [...axis, ...rest]);
}

/** Moves the leading `count` dimensions so that they begin at `outDim`. */
function movedTo(view: View, count: number, outDim: number): View {
  const dims = view.dims.slice(count);
  return { ...view, dims: dims.toSpliced(outDim, 0, ...view.dims.slice(0, count)) };
}

/** The indices side by side, `[...indexShape, count]`, as 64-bit integers. */
function indexTuples(graph: GraphBuilder, indices: readonly View[], indexShape: readonly number[]): TensorRef {
  const columns = indices.map((index) => {
    const full = materialize(graph, broadcastTo(index, indexShape));
    return graph.reshape(graph.cast(full, "int64"), [...indexShape, 1]);
  });
  if (columns.length === 1) return columns[0]!;
  return graph.node("Concat", columns, [...indexShape, columns.length], { attributes: { axis: indexShape.length } });
}

/** Adds updates into zeros at the places that the indices name; the transpose of gather. */
const scatter: Rule<Indexing & { op: string; shape: readonly number[] }> = (
  { graph }: Context,
  [updates, ...indices],
  { op, axis, outDim, shape },
) => {
  const indexShape = broadcastShape(indices.map(shapeOf));
  const order = indexOrder(updates!.dims.length, indexShape.length, outDim);
  const values = materialize(graph, transposeView(updates!, order));
  const rest = shape.flatMap((_, i) => (axis.includes(i) ? [] : [i]));
  const stored = [...axis, ...rest].map((i) => shape[i]!);
  const zeros = expandedZeros(graph, values, stored);
  const result = graph.node("ScatterND", [zeros, indexTuples(graph, indices, indexShape), values], stored, {
    attributes: op === "add" ? { reduction: "add" } : {},
  });
  const inverse = shape.map((_, i) => [...axis, ...rest].indexOf(i));
  return [transposeView(wholeView(result), inverse)];
};

/** The permutation that brings `count` dimensions at `outDim` to the front. */
function indexOrder(rank: number, count: number, outDim: number): number[] {
  const all = [...Array(rank).keys()];
  const moved = all.splice(outDim, count);
  return [...moved, ...all];
}

function expandedZeros(graph: GraphBuilder, like: TensorRef, shape: readonly number[]): TensorRef {
  const zero = graph.scalar(0, like.elementType);
  return sizeOf(shape) === 1 && shape.length === 0 ? zero : graph.node("Expand", [zero, graph.integers(shape)], shape);
}

export const indexRules = { gather, scatter };
