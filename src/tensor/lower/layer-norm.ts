import { type GraphBuilder, sameShape, sizeOf, type TensorRef } from "./graph.js";
import { type Captures, match, type Pattern, plain, type Seen } from "./match.js";

/**
 * Layer normalisation over the last axis (Ba et al., arXiv:1607.06450), written out in means by whoever traces it, and
 * its gradient as jax-js derives it: twenty passes over memory. The engine's `LayerNormalization` takes one, and gives
 * 1/σ for the gradient. Its ε is an attribute and so a float32: doubles stay written out.
 */
export function layerNormRewritten(graph: GraphBuilder, ref: TensorRef): TensorRef | undefined {
  if (ref.elementType !== "float32") return undefined;
  const operator = graph.producer(ref)?.operator;
  if (operator === "Mul") return standardised(graph, ref);
  return operator === "Add" ? (scaled(graph, ref) ?? gradient(graph, ref)) : undefined;
}

const mean = (of: Pattern): Pattern => ["Mul", ["ReduceSum", of, "last"], "$share"];
const centred: Pattern = ["Sub", "x", mean("x")];
const deviation: Pattern = ["Sqrt", ["Add", mean(["Mul", centred, centred]), "$epsilon"]];
const inverse: Pattern = ["Reciprocal", deviation];

/** The part of the gradient that goes through 1/σ; `u` is the gradient of (x − μ)/σ. */
const throughDeviation: Pattern = [
  "Mul",
  [
    "Mul",
    [
      "Mul",
      ["Reciprocal", ["Mul", deviation, 2]],
      ["Mul", ["Neg", ["Mul", inverse, inverse]], ["ReduceSum", ["Mul", centred, "u"], "last"]],
    ],
    "$share",
  ],
  centred,
];
const throughCentred: Pattern = ["Add", ["Add", ["Mul", "u", inverse], throughDeviation], throughDeviation];
const throughMean: Pattern = ["Mul", ["Neg", ["ReduceSum", throughCentred, "last"]], "$share"];

/** Operands that are whole, one number or one number a row, and sums along the rows of a matrix. */
const alongRows: Seen = (graph, ref, shape) => {
  const isSummed = sizeOf(ref.shape) > sizeOf(shape) && ref.shape.length === 2 && shape.length === 1;
  const isColumn = shape.length > 0 && sameShape(ref.shape, shape.with(-1, 1));
  const isAxes = ref.elementType === "int64";
  const fits = isSummed || isColumn || isAxes || sameShape(ref.shape, shape) || ref.shape.length === 0;
  return fits ? plain(graph, ref) : undefined;
};

/** The captures of a pattern whose reductions are means along the last axis of `ref`. */
function rowsOf(graph: GraphBuilder, ref: TensorRef, pattern: Pattern): Captures | undefined {
  const captures = match(graph, ref, pattern, alongRows);
  if (captures === undefined || captures.get("last")!.name !== graph.integers([1]).name) return undefined;
  const share = graph.scalarValue(captures.get("$share")!)!;
  return Math.fround(share) === Math.fround(1 / ref.shape.at(-1)!) ? captures : undefined;
}

/** (x − μ)/σ. */
function standardised(graph: GraphBuilder, ref: TensorRef): TensorRef | undefined {
  const captures = rowsOf(graph, ref, ["Mul", centred, inverse]);
  return captures && graph.reshape(standardisedRows(graph, ref, captures)[0]!, ref.shape);
}

/** (x − μ)/σ, μ and 1/σ of the rows, as matrices. */
function standardisedRows(graph: GraphBuilder, ref: TensorRef, captures: Captures): readonly TensorRef[] {
  const width = ref.shape.at(-1)!;
  const ones = graph.constant(new Float32Array(width).fill(1), [width], "float32");
  return normalised(graph, [captures.get("x")!, ones], graph.scalarValue(captures.get("$epsilon")!)!);
}

/** The operator's results: γ (x − μ)/σ + β, μ and 1/σ. */
function normalised(graph: GraphBuilder, [x, ...rows]: readonly TensorRef[], epsilon: number): readonly TensorRef[] {
  const width = rows[0]!.shape[0]!;
  const shape = [sizeOf(x!.shape) / width, width];
  const { elementType } = x!;
  const column = { shape: shape.with(-1, 1), elementType };
  const attributes = { axis: -1, epsilon: { float: epsilon } };
  const operands = [graph.reshape(x!, shape), ...rows];
  return graph.outputsOf("LayerNormalization", operands, [{ shape, elementType }, column, column], { attributes });
}

/** γ (x − μ)/σ + β. */
function scaled(graph: GraphBuilder, ref: TensorRef): TensorRef | undefined {
  const width = ref.shape.at(-1)!;
  const shifted = withRow(graph, ref, width);
  const stretched = shifted && withRow(graph, plain(graph, shifted.other), width);
  const node = stretched && graph.producer(plain(graph, stretched.other));
  if (node?.operator !== "LayerNormalization" || node.operands.length !== 2) return undefined;
  const epsilon = (node.attributes.epsilon as { float: number }).float;
  const result = normalised(graph, [node.operands[0]!, stretched!.row, shifted!.row], epsilon)[0]!;
  return graph.reshape(result, ref.shape);
}

/** The operands of a sum or product of which one is the same row everywhere. */
function withRow(graph: GraphBuilder, ref: TensorRef, width: number): { other: TensorRef; row: TensorRef } | undefined {
  const operands = graph.producer(ref)?.operands ?? [];
  const row = operands.find(({ shape }) => sameShape(shape, [width]));
  const other = operands.find((operand) => operand !== row);
  return row && other && sameShape(other.shape, ref.shape) ? { other, row } : undefined;
}

/** (u − mean u − y mean(u y))/σ, where y = (x − μ)/σ, with what other paths give. */
function gradient(graph: GraphBuilder, ref: TensorRef): TensorRef | undefined {
  const captures =
    rowsOf(graph, ref, ["Add", throughCentred, throughMean]) ??
    rowsOf(graph, ref, ["Add", ["Add", "rest", throughCentred], throughMean]);
  if (captures === undefined) return undefined;
  const [y, , inverted] = standardisedRows(graph, ref, captures) as [TensorRef, TensorRef, TensorRef];
  const { shape } = y;
  const u = graph.reshape(captures.get("u")!, shape);
  const [level, slope] = meansOf(graph, captures.get("u")!, y);
  const tilted = graph.node("Sub", [u, graph.node("Mul", [y, slope], shape)], shape);
  const own = graph.node("Mul", [graph.node("Sub", [tilted, level], shape), inverted], shape);
  const rest = captures.get("rest");
  return graph.reshape(rest ? graph.node("Add", [graph.reshape(rest, shape), own], shape) : own, ref.shape);
}

/** mean u and mean(u y) of each row; where u = γ g, as products with γ, which need no u y. */
function meansOf(graph: GraphBuilder, u: TensorRef, y: TensorRef): [TensorRef, TensorRef] {
  const [rows, width] = y.shape as [number, number];
  const share = graph.scalar(1 / width, "float32");
  const product = graph.producer(u)?.operator === "Mul" ? withRow(graph, u, width) : undefined;
  const times = (a: TensorRef) => graph.node("Mul", [a, graph.reshape(y, a.shape)], a.shape);
  if (product !== undefined) {
    const { other: g, row: gain } = product;
    const column = graph.reshape(graph.node("Mul", [gain, share], gain.shape), [width, 1]);
    const along = (a: TensorRef) => graph.node("Gemm", [graph.reshape(a, y.shape), column], [rows, 1]);
    return [along(g), along(times(g))];
  }
  const axes = graph.integers([1]);
  const along = (a: TensorRef) => {
    const sum = graph.node("ReduceSum", [graph.reshape(a, y.shape), axes], [rows, 1], { attributes: { keepdims: 1 } });
    return graph.node("Mul", [sum, share], sum.shape);
  };
  return [along(u), along(times(u))];
}
