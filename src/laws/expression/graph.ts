import { type OperationName, operations } from "./operations.js";
import type { Expression, Syntax } from "./syntax.js";

/** A node of the graph of an expression, in which equal parts are one node. */
export type Node = Leaf | Inner;

interface Common {
  /** Position in the graph's order; operands come first. */
  readonly id: number;
  /** Whether the value differs between rows. */
  readonly varies: boolean;
  /** Indices of the parameters that the value depends on. */
  readonly parameters: ReadonlySet<number>;
}

interface Leaf extends Common {
  readonly kind: "constant" | "variable" | "parameter";
  /** The constant, or the index among the variables or parameters. */
  readonly value: number;
}

export interface Inner extends Common {
  readonly kind: "operation";
  readonly name: OperationName;
  readonly left: Node;
  /** Of a unary operation, its operand again. */
  readonly right: Node;
}

const NONE: ReadonlySet<number> = new Set();

/** Builds the graph of one expression: parts that were met before are found again, constants are computed at once. */
export class Graph {
  readonly nodes: Node[] = [];
  private readonly known = new Map<string, Node>();

  constant(value: number): Node {
    return this.leaf("constant", value, false, NONE);
  }

  variable(index: number): Node {
    return this.leaf("variable", index, true, NONE);
  }

  parameter(index: number): Node {
    return this.leaf("parameter", index, false, new Set([index]));
  }

  /** The node of a shared or new operation; for a unary one, `right` is left out. */
  operation(name: OperationName, left: Node, right: Node = left): Node {
    if (left.kind === "constant" && right.kind === "constant") return this.constant(computed(name, left, right));
    return this.find(`${name} ${left.id} ${right.id}`, (id) => ({
      kind: "operation",
      id,
      name,
      left,
      right,
      varies: left.varies || right.varies,
      parameters: right.parameters.size === 0 ? left.parameters : new Set([...left.parameters, ...right.parameters]),
    }));
  }

  negation(node: Node): Node {
    return this.operation("multiply", this.constant(-1), node);
  }

  /** base^exponent; where only the exponent is fitted, the base's logarithm is a column that is computed once. */
  power(base: Node, exponent: Node): Node {
    if (exponent.kind === "constant") {
      if (exponent.value === 1) return base;
      if (exponent.value === 2) return this.operation("multiply", base, base);
      if (exponent.value === 0.5) return this.operation("sqrt", base);
    }
    if (base.parameters.size > 0 || exponent.parameters.size === 0) return this.operation("power", base, exponent);
    return this.operation("scaledExponential", this.operation("log", base), exponent);
  }

  private leaf(kind: Leaf["kind"], value: number, varies: boolean, parameters: ReadonlySet<number>): Node {
    const key = Object.is(value, -0) ? "-0" : String(value);
    return this.find(`${kind} ${key}`, (id) => ({ kind, id, value, varies, parameters }));
  }

  private find(key: string, make: (id: number) => Node): Node {
    const before = this.known.get(key);
    if (before !== undefined) return before;
    const node = make(this.nodes.length);
    this.nodes.push(node);
    this.known.set(key, node);
    return node;
  }
}

function computed(name: OperationName, left: Leaf, right: Leaf): number {
  const out = new Float64Array(1);
  operations[name].value(out, 1, out, Float64Array.of(left.value), 0, Float64Array.of(right.value), 0);
  return out[0]!;
}

/** Adds an expression to a graph; `leaves` holds the nodes of its free names. Returns the formula's node. */
export function translate(graph: Graph, expression: Expression, leaves: ReadonlyMap<string, Node>): Node {
  const names = new Map(leaves);
  const visit = (syntax: Syntax): Node => {
    switch (syntax.kind) {
      case "number":
        return graph.constant(syntax.value);
      case "name":
        return names.get(syntax.name)!;
      case "negation":
        return graph.negation(visit(syntax.operand));
      case "operation":
        return operation(graph, syntax, visit);
      case "call":
        return call(graph, syntax, visit);
    }
  };
  for (const { name, value } of expression.assignments) names.set(name, visit(value));
  return visit(expression.value);
}

function operation(
  graph: Graph,
  { operator, left, right }: Extract<Syntax, { kind: "operation" }>,
  visit: (syntax: Syntax) => Node,
): Node {
  const a = visit(left);
  // One power instead of a power and a quotient.
  if (operator === "/" && right.kind === "operation" && right.operator === "^") {
    const exponent = visit(right.right);
    if (exponent.kind !== "constant")
      return graph.operation("multiply", a, graph.power(visit(right.left), graph.negation(exponent)));
  }
  const b = visit(right);
  switch (operator) {
    case "+":
      return graph.operation("add", a, b);
    case "-":
      return graph.operation("subtract", a, b);
    case "*":
      return graph.operation("multiply", a, b);
    case "/":
      return graph.operation("divide", a, b);
    case "^":
      return graph.power(a, b);
  }
}

function call(
  graph: Graph,
  { name, operands }: Extract<Syntax, { kind: "call" }>,
  visit: (syntax: Syntax) => Node,
): Node {
  const nodes = operands.map(visit);
  const [first] = nodes;
  switch (name) {
    case "min":
      return nodes.reduce((a, b) => graph.operation("minimum", a, b));
    case "max":
      return nodes.reduce((a, b) => graph.operation("maximum", a, b));
    case "log10":
      return graph.operation("divide", graph.operation("log", first!), graph.constant(Math.LN10));
    case "log2":
      return graph.operation("divide", graph.operation("log", first!), graph.constant(Math.LN2));
    default:
      return graph.operation(name, first!);
  }
}
