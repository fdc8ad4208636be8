import { castView, type Rule, tensorView } from "./context.js";
import { product } from "./dot.js";
import type { GraphBuilder } from "./graph.js";
import { alongDimension, pad, reshaped } from "./movement.js";
import { reduced } from "./reduce.js";
import { broadcastTo, shapeOf, transposeView, type View } from "./view.js";

/** Where the elements of a remapped dimension come from; -1 stands for a zero. */
type Table = readonly (readonly number[])[];

interface Convolution {
  readonly vmapDims: number;
  readonly strides: readonly number[];
  readonly padding: readonly (readonly [number, number])[];
  readonly lhsDilation: readonly number[];
  readonly rhsDilation: readonly number[];
}

/**
 * Convolution of `x [vmap…, batch, channels, space…]` with `y [vmap…, filters, channels, window…]` as a product of
 * windows: padding, dilation and stride are one table of indices for each dimension of space.
 */
const conv: Rule<Convolution> = ({ graph, portable }, operands, params, [result]) => {
  const [x, y] = operands.map((view) => castView(graph, view, result!.elementType));
  const first = params.vmapDims + 2;
  const kernel = shapeOf(y!).slice(first);
  const tables = kernel.map((length, i) => windowsOf(shapeOf(x!)[first + i]!, length, params, i));
  const places = tables.map(({ length }) => length);
  const windows = windowed(graph, x!, first, tables);
  const space = range(kernel.length);
  const [vmap, batch] = [range(params.vmapDims), params.vmapDims];
  // [vmap…, batch, place…, channels, window…]
  const order = [
    ...vmap,
    batch,
    ...space.map((i) => first + i),
    batch + 1,
    ...space.map((i) => first + space.length + i),
  ];
  const shape = shapeOf(windows);
  const inner = shapeOf(y!)
    .slice(batch + 1)
    .reduce((n, size) => n * size, 1);
  const left = [...vmap.map((i) => shape[i]!), shape[batch]!, 1, ...places, inner];
  const right = [...shapeOf(y!).slice(0, batch), 1, shapeOf(y!)[batch]!, ...places.map(() => 1), inner];
  const common = [...result!.shape, inner];
  const [a, b] = [reshaped(graph, transposeView(windows, order), left), reshaped(graph, y!, right)];
  const [p, q] = [a, b].map((view) => tensorView(graph, broadcastTo(view, common)));
  return [product(graph, portable, p!, q!)];
};

/** For each place of the window, the elements under it. */
function windowsOf(size: number, length: number, params: Convolution, i: number): number[][] {
  const [before, after] = params.padding[i]!;
  const [holes, spread] = [params.lhsDilation[i]!, params.rhsDilation[i]!];
  const padded = (size - 1) * holes + 1 + before + after;
  const count = Math.ceil((padded - spread * (length - 1)) / params.strides[i]!);
  return Array.from({ length: count }, (_, place) =>
    Array.from({ length }, (_, k) => {
      const at = (place * params.strides[i]! + k * spread - before) / holes;
      return Number.isInteger(at) && at >= 0 && at < size ? at : -1;
    }),
  );
}

interface Pooling {
  readonly window: readonly number[];
  readonly strides: readonly number[];
}

/** Windows over the last dimensions: `[…, place…, window…]`. */
const pool: Rule<Pooling> = ({ graph }, [x], { window, strides }) => {
  const shape = shapeOf(x!);
  const first = shape.length - window.length;
  const plain = {
    ...{ vmapDims: 0, strides, padding: window.map(() => [0, 0] as const) },
    ...{ lhsDilation: window.map(() => 1), rhsDilation: window.map(() => 1) },
  };
  const tables = window.map((length, i) => windowsOf(shape[first + i]!, length, plain, i));
  return [windowed(graph, x!, first, tables)];
};

/** Replaces each dimension from `first` on by its windows: `[…, place…, window…]`. */
function windowed(graph: GraphBuilder, x: View, first: number, tables: readonly Table[]): View {
  const split = tables.reduceRight((view, table, i) => remapped(graph, view, first + i, table), x);
  const pairs = range(tables.length);
  const order = [...range(first), ...pairs.map((i) => first + 2 * i), ...pairs.map((i) => first + 2 * i + 1)];
  return transposeView(split, order);
}

/** The transpose of pool: every element of a window added where it came from. */
const poolTranspose: Rule<Pooling & { inShape: readonly number[] }> = (
  { graph },
  [x],
  { window, strides, inShape },
) => {
  const first = inShape.length - window.length;
  const pairs = range(window.length);
  const order = [...range(first), ...pairs.flatMap((i) => [first + i, first + window.length + i])];
  const beside = transposeView(x!, order);
  return [
    pairs.reduceRight((view, i) => {
      const shape = shapeOf(view);
      const at = first + 2 * i;
      const flat = reshaped(graph, view, shape.toSpliced(at, 2, shape[at]! * window[i]!));
      const table = sourcesOf(inShape[first + i]!, shape[at]!, window[i]!, strides[i]!);
      return reduced(graph, remapped(graph, flat, at, table), "Add", [at + 1]);
    }, beside),
  ];
};

/** For each element, the pairs (place, offset) of windows that cover it, as `place * length + offset`. */
function sourcesOf(size: number, places: number, length: number, stride: number): number[][] {
  const covering = Math.ceil(length / stride);
  return Array.from({ length: size }, (_, element) => {
    const found = range(places)
      .filter((place) => element - place * stride >= 0 && element - place * stride < length)
      .map((place) => place * length + (element - place * stride));
    return Array.from({ length: covering }, (_, i) => found[i] ?? -1);
  });
}

/** Dimension `dim` replaced by two, whose elements the table picks. */
function remapped(graph: GraphBuilder, view: View, dim: number, table: Table): View {
  const size = shapeOf(view)[dim]!;
  const indices = table.flat();
  const width = shapeOf(view).map((_, i) => [0, i === dim ? 1 : 0] as const);
  const context = { graph, portable: false, soleUse: [] };
  const source = indices.includes(-1) ? pad(context, [view], { width } as never, [])[0]! : view;
  const places = indices.map((index) => (index === -1 ? size : index));
  const picked = alongDimension(graph, source, dim, places.length, (tensor, axis, shape) =>
    graph.node("Gather", [tensor, graph.constant(places, [places.length], "int32")], shape, { attributes: { axis } }),
  );
  return reshaped(graph, picked, shapeOf(view).toSpliced(dim, 1, table.length, table[0]!.length));
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}

export const windowRules = { conv, pool, pool_transpose: poolTranspose };
