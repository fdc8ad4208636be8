/** A formula as it was written. */
export interface Expression {
  readonly text: string;
  /** Shared parts `name = …;`, in order; each may use those before it. */
  readonly assignments: readonly Assignment[];
  /** The formula after the last semicolon. */
  readonly value: Syntax;
}

/** A shared part of a formula. */
export interface Assignment {
  readonly name: string;
  readonly value: Syntax;
}

/** A node of a formula's syntax tree. */
export type Syntax =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "negation"; readonly operand: Syntax }
  | { readonly kind: "operation"; readonly operator: Operator; readonly left: Syntax; readonly right: Syntax }
  | { readonly kind: "call"; readonly name: FunctionName; readonly operands: readonly Syntax[] };

/** Operators of two operands. */
export type Operator = "+" | "-" | "*" | "/" | "^";

/** Functions of an expression; `ln` is another name of `log`. `min` and `max` take two operands or more, others one. */
export const functionNames = [
  ...(["exp", "log", "log10", "log2", "sqrt", "abs", "min", "max", "tanh", "sigmoid", "sin", "cos", "atan"] as const),
];

/** The name of a function, `ln` read as `log`. */
export type FunctionName = (typeof functionNames)[number];

/** The free names of an expression, each once, in order of appearance. */
export function symbolsOf(expression: Expression): string[] {
  const assigned = new Set(expression.assignments.map(({ name }) => name));
  const found = new Set<string>();
  const visit = (node: Syntax): void => {
    if (node.kind === "name" && !assigned.has(node.name)) found.add(node.name);
    for (const operand of operandsOf(node)) visit(operand);
  };
  for (const { value } of expression.assignments) visit(value);
  visit(expression.value);
  return [...found];
}

/** The nodes directly below a node, in order. */
function operandsOf(node: Syntax): readonly Syntax[] {
  switch (node.kind) {
    case "negation":
      return [node.operand];
    case "operation":
      return [node.left, node.right];
    case "call":
      return node.operands;
    default:
      return [];
  }
}
