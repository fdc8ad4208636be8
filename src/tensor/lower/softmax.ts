import { type BuiltNode, type GraphBuilder, sameShape, type TensorRef } from "./graph.js";
import { plain } from "./match.js";

/**
 * Softmax along the last axis, written out as exp(x − max) / Σ by whoever traces it, and its gradient
 * e (g/Σ − Σ(e g)/Σ²), as jax-js derives it. Both become the engine's `Softmax` s, and s (g − Σ s g).
 */
export function softmaxRewritten(graph: GraphBuilder, ref: TensorRef): TensorRef | undefined {
  const node = graph.producer(ref);
  if (node?.operator !== "Mul") return undefined;
  for (const [weights, other] of [node.operands, node.operands.toReversed()]) {
    if (!sameShape(weights!.shape, ref.shape) || graph.producer(weights!)?.operator !== "Exp") continue;
    const softmax = softmaxOf(graph, weights!, other!);
    if (softmax !== undefined) return softmax;
    const gradient = gradientOf(graph, weights!, other!);
    if (gradient !== undefined) return gradient;
  }
  return undefined;
}

/** The softmax where `share` is one over the sum of the weights. */
function softmaxOf(graph: GraphBuilder, weights: TensorRef, share: TensorRef): TensorRef | undefined {
  const exponent = graph.producer(weights)!.operands[0]!;
  const shifted = built(graph, exponent, "Sub");
  if (shifted === undefined) return undefined;
  const [x, largest] = shifted.operands as [TensorRef, TensorRef];
  if (!isReduction(graph, largest, "ReduceMax", x)) return undefined;
  if (!isColumn(share, weights)) return undefined;
  const inverse = built(graph, plain(graph, share), "Reciprocal");
  if (inverse === undefined || !isReduction(graph, inverse.operands[0]!, "ReduceSum", weights)) return undefined;
  return graph.node("Softmax", [x], weights.shape, { attributes: { axis: -1 } });
}

/** The gradient where `inner` is g k − k² Σ(e g), k one over the sum of the weights e. */
function gradientOf(graph: GraphBuilder, weights: TensorRef, inner: TensorRef): TensorRef | undefined {
  const sum = built(graph, inner, "Add") ?? built(graph, inner, "Sub");
  if (sum === undefined || !sameShape(inner.shape, weights.shape)) return undefined;
  const [first, second] = sum.operands as [TensorRef, TensorRef];
  const scaled = built(graph, first, "Mul");
  if (scaled === undefined || !isColumn(second, weights)) return undefined;
  const correction = built(graph, plain(graph, second), "Mul");
  if (correction === undefined) return undefined;
  for (const [gradient, share] of [scaled.operands, scaled.operands.toReversed()] as [TensorRef, TensorRef][]) {
    const softmax = isColumn(share, weights) ? softmaxOf(graph, weights, share) : undefined;
    if (softmax === undefined || !isCorrection(graph, correction, sum.operator, { weights, gradient, share })) continue;
    const weighted = graph.node("Mul", [softmax, gradient], weights.shape);
    const axes = graph.integers([weights.shape.length - 1]);
    const column = weights.shape.with(-1, 1);
    const total = graph.node("ReduceSum", [weighted, axes], column, { attributes: { keepdims: 1 } });
    return graph.node("Mul", [softmax, graph.node("Sub", [gradient, total], weights.shape)], weights.shape);
  }
  return undefined;
}

/** Whether a product is −k² Σ(e g), or without the sign where it is subtracted. */
function isCorrection(
  graph: GraphBuilder,
  correction: BuiltNode,
  operator: string,
  { weights, gradient, share }: Readonly<Record<"weights" | "gradient" | "share", TensorRef>>,
): boolean {
  return [correction.operands, correction.operands.toReversed()].some(([factor, total]) => {
    const squared = operator === "Sub" ? factor! : built(graph, plain(graph, factor!), "Neg")?.operands[0];
    const product = squared && built(graph, plain(graph, squared), "Mul");
    if (!product?.operands.every((operand) => same(graph, operand, share))) return false;
    const summed = built(graph, plain(graph, total!), "ReduceSum");
    const weighted = summed && built(graph, plain(graph, summed.operands[0]!), "Mul");
    if (!weighted || !isReduction(graph, total!, "ReduceSum", summed.operands[0]!, weights)) return false;
    const [a, b] = weighted.operands as [TensorRef, TensorRef];
    return (
      (same(graph, a, weights) && same(graph, b, gradient)) || (same(graph, b, weights) && same(graph, a, gradient))
    );
  });
}

/** Whether `ref` holds the reduction of `of` along the last axis of `like`, one number a row. */
function isReduction(graph: GraphBuilder, ref: TensorRef, operator: string, of: TensorRef, like = of): boolean {
  const node = built(graph, plain(graph, ref), operator);
  if (node === undefined || !same(graph, node.operands[0]!, of)) return false;
  const { shape } = node.operands[0]!;
  const last = graph.integers([shape.length - 1]);
  return node.operands[1]!.name === last.name && shape.at(-1) === like.shape.at(-1);
}

/** Whether the tensor has one number for each row of another. */
function isColumn(column: TensorRef, of: TensorRef): boolean {
  return of.shape.length > 0 && sameShape(column.shape, of.shape.with(-1, 1));
}

function built(graph: GraphBuilder, ref: TensorRef, operator: string): BuiltNode | undefined {
  const node = graph.producer(ref);
  return node?.operator === operator ? node : undefined;
}

function same(graph: GraphBuilder, a: TensorRef, b: TensorRef): boolean {
  return plain(graph, a).name === plain(graph, b).name;
}
