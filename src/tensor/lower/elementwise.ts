import type { ElementType } from "../onnx/index.js";
import { align } from "./align.js";
import { type Aval, type Context, castView, type Rule } from "./context.js";
import type { Attributes, GraphBuilder } from "./graph.js";
import { scaledProduct } from "./product.js";
import { rewritten } from "./rewrite.js";
import { broadcastTo, isLiteral, literalOf, repeated, shapeOf, type TensorView, type View } from "./view.js";

/** One operator applied at every place of views that broadcast together. */
export function elementwise(
  graph: GraphBuilder,
  operator: string,
  operands: readonly View[],
  options: { attributes?: Attributes; elementType?: ElementType } = {},
): View {
  const shape = broadcastShape(operands.map(shapeOf));
  const {
    operands: refs,
    shape: stored,
    dims,
  } = align(
    graph,
    operands.map((view) => broadcastTo(view, shape)),
  );
  return { source: rewritten(graph, graph.node(operator, refs, stored, options)), dims };
}

/** NumPy's rule for shapes. */
export function broadcastShape(shapes: readonly (readonly number[])[]): number[] {
  const rank = Math.max(...shapes.map(({ length }) => length));
  return Array.from({ length: rank }, (_, i) => {
    const sizes = shapes.map((shape) => shape[i - rank + shape.length] ?? 1);
    return sizes.find((size) => size !== 1) ?? 1;
  });
}

/** The operator of the standard for each primitive of one operand. */
const unaryOperators: Readonly<Record<string, string>> = {
  ...{ neg: "Neg", reciprocal: "Reciprocal", floor: "Floor", ceil: "Ceil", sqrt: "Sqrt" },
  ...{ sin: "Sin", cos: "Cos", asin: "Asin", atan: "Atan", exp: "Exp", log: "Log", erf: "Erf" },
};

function unary(primitive: string): Rule {
  const operator = unaryOperators[primitive]!;
  return ({ graph }, [x]) => [elementwise(graph, operator, [x!])];
}

const integerIdentity =
  (rule: Rule): Rule =>
  (context, operands, params, results) =>
    results[0]!.elementType.startsWith("float") ? rule(context, operands, params, results) : [operands[0]!];

const neg: Rule = ({ graph }, [x]) => {
  if (isLiteral(x!)) return [{ ...x!, source: { ...x!.source, literal: -x!.source.literal } } as View];
  return [elementwise(graph, "Neg", [x!])];
};

const erfc: Rule = ({ graph }, [x]) => {
  const erf = elementwise(graph, "Erf", [x!]);
  return [elementwise(graph, "Sub", [literalLike(1, x!), erf])];
};

/** A literal of a view's type and shape. */
export function literalLike(literal: number, like: View): View {
  return { source: { literal, elementType: like.source.elementType, weak: false }, dims: shapeOf(like).map(repeated) };
}

/** The operands in the result's type, stretched to its shape. */
export function promoted(graph: GraphBuilder, operands: readonly View[], result: Aval): View[] {
  return operands.map((view) => broadcastTo(castView(graph, view, result.elementType), result.shape));
}

const add: Rule = ({ graph }, operands, _, [result]) => {
  const [a, b] = promoted(graph, operands, result!);
  if (result!.elementType === "bool") return [elementwise(graph, "Or", [a!, b!])];
  if (literalOf(a!) === 0) return [b!];
  if (literalOf(b!) === 0) return [a!];
  const [minusA, minusB] = [negated(graph, a!), negated(graph, b!)];
  if (minusB !== undefined) return [elementwise(graph, "Sub", [a!, minusB])];
  if (minusA !== undefined) return [elementwise(graph, "Sub", [b!, minusA])];
  return [elementwise(graph, "Add", [a!, b!])];
};

/** The view that a view is the negative of, where the graph has it. */
function negated(graph: GraphBuilder, view: View): View | undefined {
  if (isLiteral(view)) return undefined;
  const { source, dims } = view as TensorView;
  const producer = graph.producer(source);
  return producer?.operator === "Neg" ? { source: producer.operands[0]!, dims } : undefined;
}

const mul: Rule = (context, operands, _, [result]) => {
  const { graph } = context;
  const [a, b] = promoted(graph, operands, result!);
  if (result!.elementType === "bool") return [elementwise(graph, "And", [a!, b!])];
  return [product(context, a!, b!)];
};

/** The product of two views of one type and shape. */
function product(context: Context, a: View, b: View): View {
  const { graph } = context;
  if (literalOf(a) === 1) return b;
  if (literalOf(b) === 1) return a;
  if (literalOf(a) === -1) return elementwise(graph, "Neg", [b]);
  if (literalOf(b) === -1) return elementwise(graph, "Neg", [a]);
  const [soleA, soleB] = context.soleUse;
  const scaled = (soleA && scaledProduct(graph, a, b)) || (soleB && scaledProduct(graph, b, a));
  return scaled || elementwise(graph, "Mul", [a, b]);
}

const maximum: Rule = ({ graph }, operands, _, [result]) => {
  const [a, b] = promoted(graph, operands, result!);
  if (result!.elementType === "bool") return [elementwise(graph, "Or", [a!, b!])];
  if (literalOf(b!) === 0) return [elementwise(graph, "Relu", [a!])];
  if (literalOf(a!) === 0) return [elementwise(graph, "Relu", [b!])];
  return [elementwise(graph, "Max", [a!, b!])];
};

const minimum: Rule = ({ graph }, operands, _, [result]) => {
  const [a, b] = promoted(graph, operands, result!);
  return [elementwise(graph, result!.elementType === "bool" ? "And" : "Min", [a!, b!])];
};

/** Quotient towards zero. */
const idiv: Rule = ({ graph }, operands, _, [result]) => {
  const quotient = elementwise(graph, "Div", promoted(graph, operands, result!));
  if (!result!.elementType.startsWith("float")) return [quotient];
  const whole = elementwise(graph, "Floor", [elementwise(graph, "Abs", [quotient])]);
  return [elementwise(graph, "Mul", [elementwise(graph, "Sign", [quotient]), whole])];
};

/** Remainder with the sign of the dividend. */
const mod: Rule = ({ graph }, operands, _, [result]) => [
  elementwise(graph, "Mod", promoted(graph, operands, result!), { attributes: { fmod: 1 } }),
];

const cast: Rule = ({ graph }, [x], _, [result]) => [castView(graph, x!, result!.elementType)];

const bitCombine: Rule<{ op: "and" | "or" | "xor" }> = ({ graph }, operands, { op }, [result]) => {
  const logical = { and: "And", or: "Or", xor: "Xor" }[op];
  const operator = result!.elementType === "bool" ? logical : `Bitwise${logical}`;
  return [elementwise(graph, operator, promoted(graph, operands, result!))];
};

export const elementwiseRules = {
  ...Object.fromEntries(Object.keys(unaryOperators).map((primitive) => [primitive, unary(primitive)])),
  ...{ neg, erfc, add, mul, max: maximum, min: minimum, idiv, mod, cast, bit_combine: bitCombine },
  ...{ floor: integerIdentity(unary("floor")), ceil: integerIdentity(unary("ceil")) },
};
