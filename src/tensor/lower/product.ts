import type { BuiltNode, GraphBuilder } from "./graph.js";
import { isLiteral, literalOf, type TensorView, type View } from "./view.js";

/**
 * Matrix products take a factor along: `Gemm` and `FusedMatMul` scale their result without another pass over memory. The
 * caller answers for that nothing else reads the product. (`Gemm` would add a row as well, but on one thread only: an
 * `Add` of its own is faster.)
 */
function productOf(graph: GraphBuilder, view: View): BuiltNode | undefined {
  if (isLiteral(view)) return undefined;
  const node = graph.producer((view as TensorView).source);
  const isProduct = node?.operator === "Gemm" || node?.operator === "FusedMatMul";
  return isProduct && node.operands.length === 2 ? node : undefined;
}

/** The product times a number, or undefined where `view` is no product or `factor` no finite literal. */
export function scaledProduct(graph: GraphBuilder, view: View, factor: View): TensorView | undefined {
  const value = literalOf(factor);
  const node = productOf(graph, view);
  if (node === undefined || value === undefined || !Number.isFinite(value)) return undefined;
  const { source, dims } = view as TensorView;
  // The attribute is a float32: doubles are scaled by an operator of their own, and so is a product that has a factor
  // already, as the two factors together may be beyond what a float32 holds.
  if (source.elementType !== "float32" || node.attributes.alpha !== undefined) return undefined;
  const attributes = { ...node.attributes, alpha: { float: value } };
  return { source: graph.node(node.operator, node.operands, source.shape, { attributes, domain: node.domain }), dims };
}
