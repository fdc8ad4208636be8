import type { ElementType } from "../onnx/index.js";
import { castView, type Rule } from "./context.js";
import { elementwise, literalLike, promoted } from "./elementwise.js";
import type { GraphBuilder } from "./graph.js";
import { broadcastTo, isLiteral, literalOf, type View } from "./view.js";

type Comparison = "less" | "equal" | "not_equal" | "less_equal";

const operators: Readonly<Record<Comparison, string>> = {
  ...{ less: "Less", less_equal: "LessOrEqual", equal: "Equal", not_equal: "Equal" },
};

const compareLiterals: Readonly<Record<Comparison, (a: number, b: number) => boolean>> = {
  less: (a, b) => a < b,
  less_equal: (a, b) => a <= b,
  equal: (a, b) => a === b,
  not_equal: (a, b) => a !== b,
};

const compare: Rule<{ op: Comparison }> = ({ graph }, [a, b], { op }, [result]) => {
  const [va, vb] = [literalOf(a!), literalOf(b!)];
  if (va !== undefined && vb !== undefined) {
    const value = Number(compareLiterals[op](va, vb));
    const literal = { literal: value, elementType: "bool" as const, weak: false };
    return [broadcastTo({ source: literal, dims: [] }, result!.shape)];
  }
  const common = comparedAs(a!, b!, op);
  const holds = elementwise(graph, operators[op], promoted(graph, [a!, b!], { ...result!, elementType: common }), {
    elementType: "bool",
  });
  return [op === "not_equal" ? not(graph, holds) : holds];
};

const ranks: readonly ElementType[] = ["bool", "int32", "float32", "float64"];

/** The type in which two views are compared: the wider one, but a weak literal takes the other's where it can. */
function comparedAs(a: View, b: View, op: Comparison): ElementType {
  const [wide, narrow] = ranks.indexOf(a.source.elementType) >= ranks.indexOf(b.source.elementType) ? [a, b] : [b, a];
  const weakFloat = isLiteral(wide) && wide.source.weak && narrow.source.elementType.startsWith("float");
  const type = weakFloat ? narrow.source.elementType : wide.source.elementType;
  // Truth values have no order among the operators.
  return type === "bool" && op.startsWith("less") ? "int32" : type;
}

export function not(graph: GraphBuilder, condition: View): View {
  return elementwise(graph, "Not", [condition]);
}

/**
 * Selection. Where both choices are literals it is a conversion of the condition, scaled and shifted; a product with
 * a mask would be faster than `Where` in general, but is wrong where the choice not taken is infinite or not a number.
 */
const where: Rule = ({ graph }, [condition, a, b], _, [result]) => {
  const chosen = literalOf(condition!);
  const whole = broadcastTo(condition!, result!.shape);
  const [x, y] = promoted(graph, [a!, b!], result!);
  if (chosen !== undefined) return [chosen === 0 ? y! : x!];
  const [vx, vy] = [literalOf(x!), literalOf(y!)];
  const type = result!.elementType;
  if (type === "bool") return [chooseBool(graph, whole, x!, y!)];
  if (vx !== undefined && vy !== undefined && Number.isFinite(vx) && Number.isFinite(vy)) {
    return [chooseLiteral(graph, whole, x!, y!)];
  }
  return [elementwise(graph, "Where", [whole, x!, y!], { elementType: type })];
};

function chooseBool(graph: GraphBuilder, condition: View, x: View, y: View): View {
  const first = elementwise(graph, "And", [condition, x]);
  const second = elementwise(graph, "And", [not(graph, condition), y]);
  return elementwise(graph, "Or", [first, second]);
}

/** One of two finite numbers, exactly: 0 and 1 by conversion, a sign from a doubled mask, others by `Where`. */
function chooseLiteral(graph: GraphBuilder, condition: View, x: View, y: View): View {
  const [vx, vy] = [literalOf(x)!, literalOf(y)!];
  const type = x.source.elementType;
  if (vx === vy) return x;
  if (vx === 1 && vy === 0) return castView(graph, condition, type);
  if (vx === 0 && vy === 1) return castView(graph, not(graph, condition), type);
  if (vx === -vy && Math.abs(vx) === 1) {
    const mask = castView(graph, vx === 1 ? condition : not(graph, condition), type);
    const doubled = elementwise(graph, "Mul", [mask, literalLike(2, mask)]);
    return elementwise(graph, "Sub", [doubled, literalLike(1, mask)]);
  }
  return elementwise(graph, "Where", [condition, x, y], { elementType: type });
}

export const choiceRules = { compare, where };
