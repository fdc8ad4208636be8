import type { ElementType } from "../onnx/index.js";
import type { GraphBuilder, TensorRef } from "./graph.js";
import { isLiteral, type TensorView, type View } from "./view.js";

/** Shape and type that the trace gives to a result. */
export interface Aval {
  readonly shape: readonly number[];
  readonly elementType: ElementType;
}

/** What the lowering of one equation may use. */
export interface Context {
  readonly graph: GraphBuilder;
  /** No operators beyond the standard. */
  readonly portable: boolean;
  /** For each operand, whether nothing but this equation reads the tensor behind it. */
  readonly soleUse: readonly boolean[];
}

/** Lowers one equation: operands and parameters to results. */
export type Rule<P = never> = (
  context: Context,
  operands: readonly View[],
  params: P,
  results: readonly Aval[],
) => View[];

/** The view in another element type. A weak literal of float32 becomes the double that it was written as. */
export function castView(graph: GraphBuilder, view: View, elementType: ElementType): View {
  if (view.source.elementType === elementType) return view;
  if (isLiteral(view)) {
    const { literal, weak } = view.source;
    const value = elementType === "float64" && weak ? doubleOf(literal) : valueAs(literal, elementType);
    return { ...view, source: { literal: value, elementType, weak } };
  }
  const { source, dims } = view as TensorView;
  return { source: graph.cast(source, elementType), dims };
}

/** What a literal becomes by conversion: whole numbers lose their fraction, truth values compare with zero. */
function valueAs(value: number, elementType: ElementType): number {
  if (elementType === "bool") return value === 0 ? 0 : 1;
  return elementType === "int32" ? Math.trunc(value) : value;
}

/**
 * The double behind a number that jax-js has rounded to float32 (it keeps all its scalars so): 1/n where the number is
 * the float32 of 1/n for a whole n up to 65536 (means), else the shortest decimal that rounds to it (0.1, 1e-5).
 */
export function doubleOf(value: number): number {
  if (!Number.isFinite(value) || Number.isInteger(value) || Math.fround(value) !== value) return value;
  const n = Math.round(1 / value);
  if (Math.abs(n) <= 65536 && Math.fround(1 / n) === value) return 1 / n;
  for (let digits = 1; digits <= 9; digits++) {
    const decimal = Number(value.toPrecision(digits));
    if (Math.fround(decimal) === value) return decimal;
  }
  return value;
}

/** A view of a tensor; a literal is written out in the view's shape. */
export function tensorView(graph: GraphBuilder, view: View): TensorView {
  if (!isLiteral(view)) return view as TensorView;
  const { literal, elementType } = view.source;
  const source: TensorRef = graph.scalar(literal, elementType);
  return { source, dims: view.dims };
}
