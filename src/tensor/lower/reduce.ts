import { castView, type Rule } from "./context.js";
import { elementwise, literalLike } from "./elementwise.js";
import type { GraphBuilder, TensorRef } from "./graph.js";
import {
  type Dimension,
  type Factor,
  isLiteral,
  literalView,
  simplified,
  sizeOfDimension,
  type TensorView,
  type View,
} from "./view.js";

type Reduction = "Add" | "Mul" | "Min" | "Max";

const operators: Readonly<Record<Reduction, string>> = {
  ...{ Add: "ReduceSum", Mul: "ReduceProd", Min: "ReduceMin", Max: "ReduceMax" },
};

/** Truth values are reduced as whole numbers: the operators have no kernels for them. */
const reduce: Rule<{ op: Reduction; axis: readonly number[] }> = ({ graph }, [x], { op, axis }) => [
  reduced(graph, x!.source.elementType === "bool" ? castView(graph, x!, "int32") : x!, op, axis),
];

/** The reduction over dimensions of a view. What the view repeats is counted, not summed. */
export function reduced(graph: GraphBuilder, view: View, op: Reduction, axes: readonly number[]): View {
  const kept = view.dims.filter((_, i) => !axes.includes(i));
  const gone = axes.flatMap((i) => view.dims[i]!);
  const repeats = gone.reduce((n, { size, stride }) => (stride === 0 ? n * size : n), 1);
  if (isLiteral(view)) {
    const literal = repeatedValue(view.source.literal, op, repeats);
    return literalView({ ...view.source, literal }, kept.map(sizeOfDimension));
  }
  const { source } = view as TensorView;
  const walked = gone.filter(({ stride }) => stride !== 0);
  const once =
    walked.length === 0 ? { source, dims: kept } : reducedSource(graph, view as TensorView, kept, walked, op);
  if (repeats === 1 || op === "Min" || op === "Max") return once;
  return op === "Add"
    ? elementwise(graph, "Mul", [once, literalLike(repeats, once)])
    : elementwise(graph, "Pow", [once, literalLike(repeats, once)]);
}

function repeatedValue(value: number, op: Reduction, repeats: number): number {
  if (op === "Add") return value * repeats;
  return op === "Mul" ? value ** repeats : value;
}

interface Block {
  readonly size: number;
  /** Whether the result keeps it. */
  readonly stays: boolean;
}

/**
 * The source, seen as a tensor of blocks, reduced over those that do not stay: the innermost first where there are
 * several beyond the engine's fast kernels, which take at most three blocks.
 */
function reducedBlocks(graph: GraphBuilder, source: TensorRef, blocks: readonly Block[], op: Reduction): TensorRef {
  const gone = blocks.flatMap((block, i) => (block.stays ? [] : [i]));
  const now = blocks.length > 3 ? gone.slice(-1) : gone;
  const shape = blocks.map(({ size }) => size);
  const rest = blocks.filter((_, i) => !now.includes(i));
  if (op === "Add" && shape.length === 2 && now[0] === 0 && source.elementType.startsWith("float")) {
    return summedRows(graph, graph.reshape(source, shape));
  }
  const reduced = graph.node(
    operators[op],
    [graph.reshape(source, shape), graph.integers(now)],
    rest.map(({ size }) => size),
    { attributes: { keepdims: 0 } },
  );
  return now.length === gone.length ? reduced : reducedBlocks(graph, reduced, joined(rest), op);
}

/** The sum of a matrix's rows, as a product with ones: the engine's own reduction along columns takes three times as long. */
export function summedRows(graph: GraphBuilder, matrix: TensorRef): TensorRef {
  const [rows, columns] = matrix.shape as [number, number];
  const ones = graph.node("Expand", [graph.scalar(1, matrix.elementType), graph.integers([1, rows])], [1, rows]);
  return graph.reshape(graph.node("Gemm", [ones, matrix], [1, columns]), [columns]);
}

/** Neighbouring blocks that both stay, or neither, as one. */
function joined(blocks: readonly Block[]): Block[] {
  const result: Block[] = [];
  for (const { size, stays } of blocks) {
    const last = result.at(-1);
    if (last?.stays === stays) result[result.length - 1] = { size: last.size * size, stays };
    else result.push({ size, stays });
  }
  return result;
}

/** Reduces the source where it lies: its storage order is kept, so nothing is transposed. */
function reducedSource(
  graph: GraphBuilder,
  view: TensorView,
  kept: readonly Dimension[],
  walked: readonly Factor[],
  op: Reduction,
): TensorView {
  const stays = kept.flat().filter(({ stride }) => stride !== 0);
  const stored = [
    ...stays.map((factor) => ({ factor, stays: true })),
    ...walked.map((factor) => ({ factor, stays: false })),
  ];
  stored.sort((a, b) => b.factor.stride - a.factor.stride);
  const blocks = joined(stored.map(({ factor, stays: remains }) => ({ size: factor.size, stays: remains })));
  const result = reducedBlocks(graph, view.source, blocks, op);
  const strideAfter = new Map<Factor, number>();
  let stride = 1;
  for (const factor of stays.toSorted((a, b) => a.stride - b.stride)) {
    strideAfter.set(factor, stride);
    stride *= factor.size;
  }
  const dims = kept.map((dim) => simplified(dim.map((f) => ({ size: f.size, stride: strideAfter.get(f) ?? 0 }))));
  return { source: result, dims };
}

export const reductionRules = { reduce };
