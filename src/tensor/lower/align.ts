import { type GraphBuilder, sizeOf, type TensorRef } from "./graph.js";
import {
  type Dimension,
  type Factor,
  isLiteral,
  shapeOf,
  simplified,
  type TensorView,
  type View,
  wholeView,
} from "./view.js";

/**
 * The source's elements reordered: `factors` are all its non-zero strides in the order wanted, outermost first. A
 * Transpose is emitted only where that is not the order they are stored in; the result may have any shape.
 */
export function arranged(graph: GraphBuilder, source: TensorRef, factors: readonly Factor[]): TensorRef {
  const runs = simplified(factors);
  if (runs.length <= 1) return source;
  const stored = runs.toSorted((a, b) => b.stride - a.stride);
  const perm = runs.map((run) => stored.indexOf(run));
  const reshaped = graph.reshape(
    source,
    stored.map(({ size }) => size),
  );
  return graph.node(
    "Transpose",
    [reshaped],
    runs.map(({ size }) => size),
    { attributes: { perm } },
  );
}

/** The view's elements as a tensor of the view's own shape, repetition written out. */
export function materialize(graph: GraphBuilder, view: View): TensorRef {
  const shape = shapeOf(view);
  if (isLiteral(view)) {
    const { literal, elementType } = view.source;
    return expanded(graph, graph.scalar(literal, elementType), shape);
  }
  const { source, dims } = view as TensorView;
  const factors = dims.flat();
  const stored = arranged(
    graph,
    source,
    factors.filter(({ stride }) => stride !== 0),
  );
  if (!factors.some(({ stride }) => stride === 0)) return graph.reshape(stored, shape);
  const blocks = mergedRepeats(factors);
  const compact = graph.reshape(
    stored,
    blocks.map(({ size, stride }) => (stride === 0 ? 1 : size)),
  );
  const full = expanded(
    graph,
    compact,
    blocks.map(({ size }) => size),
  );
  return graph.reshape(full, shape);
}

/** Neighbouring factors merged by whether they repeat: after arranging, all that do not are stored side by side. */
function mergedRepeats(factors: readonly Factor[]): Factor[] {
  const blocks: Factor[] = [];
  for (const { size, stride } of factors) {
    const last = blocks.at(-1);
    if (last !== undefined && (last.stride === 0) === (stride === 0)) {
      blocks[blocks.length - 1] = { size: last.size * size, stride };
    } else blocks.push({ size, stride });
  }
  return blocks;
}

function expanded(graph: GraphBuilder, ref: TensorRef, shape: readonly number[]): TensorRef {
  if (ref.shape.length === shape.length && ref.shape.every((size, i) => size === shape[i])) return ref;
  return graph.node("Expand", [ref, graph.integers(shape)], shape);
}

export function materialized(graph: GraphBuilder, view: View): TensorView {
  return wholeView(materialize(graph, view));
}

/** A piece of an output dimension at which every operand has one factor. */
export interface Position {
  readonly dim: number;
  readonly size: number;
  /** The stride of each operand here; 0 where it repeats. */
  readonly strides: readonly number[];
}

/** Cuts the dimensions of views of one shape into common factors; views that cannot be cut so are materialized. */
export function commonPositions(
  graph: GraphBuilder,
  views: readonly TensorView[],
): { readonly views: readonly TensorView[]; readonly positions: readonly Position[] } {
  const rank = views[0]!.dims.length;
  const positions: Position[] = [];
  for (let dim = 0; dim < rank; dim++) {
    const cut = cutTogether(views.map((view) => view.dims[dim]!));
    if (cut === undefined) {
      const whole = views.map((view) => (view.dims[dim]!.length > 1 ? materialized(graph, view) : view));
      return commonPositions(graph, whole);
    }
    positions.push(...cut.map(({ size, strides }) => ({ dim, size, strides })));
  }
  return { views, positions };
}

/** The coarsest common factors of dimensions of one size, or undefined where there are none. */
function cutTogether(dimensions: readonly Dimension[]): { size: number; strides: number[] }[] | undefined {
  const rests = dimensions.map((dimension) => dimension.slice());
  const pieces: { size: number; strides: number[] }[] = [];
  while (rests.some((rest) => rest.length > 0)) {
    const size = Math.min(...rests.map((rest) => rest[0]!.size));
    const strides: number[] = [];
    for (const rest of rests) {
      const { size: outer, stride } = rest.shift()!;
      if (outer % size !== 0) return undefined;
      const inner = outer / size;
      strides.push(stride * inner);
      if (inner > 1) rest.unshift({ size: inner, stride });
    }
    pieces.push({ size, strides });
  }
  return pieces;
}

export interface Aligned {
  /** Tensors whose shapes broadcast by NumPy's rule; a literal is a scalar. */
  readonly operands: readonly TensorRef[];
  readonly shape: readonly number[];
  /** How the result, stored in `shape`, is seen through the logical dimensions. */
  readonly dims: readonly Dimension[];
}

/**
 * Brings views of one logical shape into one storage order for an elementwise operator, without writing repetition
 * out. The order is the one in which the fewest elements are transposed; the stored shape that the leading operand
 * already has is kept where it fits.
 */
export function align(graph: GraphBuilder, operands: readonly View[]): Aligned {
  const tensors = operands.filter((view): view is TensorView => !isLiteral(view));
  if (tensors.length === 0) {
    const dims = operands[0]!.dims;
    return { operands: operands.map((view) => scalarOf(graph, view)), shape: [], dims };
  }
  const { views, positions } = commonPositions(graph, tensors);
  const order = bestOrder(views, positions);
  const blocks = blocksOf(order, leadOf(views, order), views.length);
  const shape = blocks.map(sizeOfPositions);
  const refs = views.map((view, i) => {
    const own = order.filter(({ strides }) => strides[i] !== 0);
    const stored = arranged(
      graph,
      view.source,
      own.map(({ size, strides }) => ({ size, stride: strides[i]! })),
    );
    const target = blocks.map((block) => (block[0]!.strides[i] === 0 ? 1 : sizeOfPositions(block)));
    const firstFull = target.findIndex((size) => size !== 1);
    return graph.reshape(stored, firstFull < 0 ? [] : target.slice(firstFull));
  });
  const aligned = operands.map((view) => (isLiteral(view) ? scalarOf(graph, view) : refs.shift()!));
  return { operands: aligned, shape: shapeOfResult(aligned, shape), dims: resultDims(positions, order, views[0]!) };
}

function scalarOf(graph: GraphBuilder, view: View): TensorRef {
  if (!isLiteral(view)) throw new Error("a tensor where a literal was expected");
  return graph.scalar(view.source.literal, view.source.elementType);
}

/** Leading blocks of size 1 fall away where no operand has them. */
function shapeOfResult(operands: readonly TensorRef[], shape: readonly number[]): number[] {
  const rank = Math.max(...operands.map((operand) => operand.shape.length));
  return shape.slice(shape.length - rank);
}

export function sizeOfPositions(positions: readonly Position[]): number {
  return positions.reduce((product, { size }) => product * size, 1);
}

/** The positions that some view walks, in the storage order that transposes the fewest elements. */
function bestOrder(views: readonly TensorView[], positions: readonly Position[]): Position[] {
  const walked = positions.filter(({ strides }) => strides.some((stride) => stride !== 0));
  const sizes = views.map((view) => sizeOf(view.source.shape));
  const largest = Math.max(...sizes);
  let best: Position[] = walked;
  let bestCost = costOf(walked, sizes);
  for (const [i, size] of sizes.entries()) {
    if (size !== largest || bestCost === 0) continue;
    const order = orderOf(i, walked);
    const cost = costOf(order, sizes);
    if (cost < bestCost) [best, bestCost] = [order, cost];
  }
  return best;
}

/** The storage order of view `i`; positions that it repeats follow their logical predecessors. */
function orderOf(i: number, walked: readonly Position[]): Position[] {
  const own = walked.filter(({ strides }) => strides[i] !== 0).sort((a, b) => b.strides[i]! - a.strides[i]!);
  for (const [k, position] of walked.entries()) {
    if (position.strides[i] !== 0) continue;
    const before = k === 0 ? -1 : own.indexOf(walked[k - 1]!);
    own.splice(before + 1, 0, position);
  }
  return own;
}

/** Elements that must be transposed for every operand to be stored in this order. */
function costOf(order: readonly Position[], sizes: readonly number[]): number {
  return sizes.reduce((cost, size, i) => cost + (isStoredIn(order, i) ? 0 : size), 0);
}

function isStoredIn(order: readonly Position[], i: number): boolean {
  const strides = order.map((position) => position.strides[i]!).filter((stride) => stride !== 0);
  return strides.every((stride, k) => k === 0 || strides[k - 1]! > stride);
}

/** The largest view that is stored in the order: its shape is the one to keep. */
function leadOf(
  views: readonly TensorView[],
  order: readonly Position[],
): { view: TensorView; index: number } | undefined {
  let lead: { view: TensorView; index: number } | undefined;
  for (const [index, view] of views.entries()) {
    if (!isStoredIn(order, index)) continue;
    if (lead === undefined || sizeOf(view.source.shape) > sizeOf(lead.view.source.shape)) lead = { view, index };
  }
  return lead;
}

/**
 * The order cut into dimensions of the stored result: where an operand begins or ends to repeat, and where the leading
 * operand's own shape has a boundary.
 */
function blocksOf(
  order: readonly Position[],
  lead: { view: TensorView; index: number } | undefined,
  operandCount: number,
): Position[][] {
  const boundaries = lead === undefined ? new Set<number>() : boundariesOf(lead.view.source.shape);
  const blocks: Position[][] = [];
  for (const position of order) {
    const last = blocks.at(-1)?.at(-1);
    const joins =
      last !== undefined &&
      !(lead !== undefined && boundaries.has(last.strides[lead.index]!)) &&
      Array.from({ length: operandCount }, (_, i) => (last.strides[i] === 0) === (position.strides[i] === 0)).every(
        Boolean,
      );
    if (joins) blocks.at(-1)!.push(position);
    else blocks.push([position]);
  }
  return blocks;
}

/** The strides of a tensor's dimensions, without that of the last. */
function boundariesOf(shape: readonly number[]): Set<number> {
  const strides = new Set<number>();
  let stride = 1;
  for (const size of shape.toReversed()) {
    if (stride > 1) strides.add(stride);
    stride *= size;
  }
  return strides;
}

function resultDims(positions: readonly Position[], order: readonly Position[], like: TensorView): Dimension[] {
  const strides = new Map<Position, number>();
  let stride = 1;
  for (const position of order.toReversed()) {
    strides.set(position, stride);
    stride *= position.size;
  }
  return like.dims.map((_, dim) =>
    simplified(
      positions
        .filter((position) => position.dim === dim)
        .map((position) => ({ size: position.size, stride: strides.get(position) ?? 0 })),
    ),
  );
}
