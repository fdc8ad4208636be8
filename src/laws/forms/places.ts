import type { Expression, Syntax } from "../expression/index.js";

/** Where in a formula a parameter stands, from which sensible starts of a search follow. */
export type Place =
  | { readonly kind: "factor" }
  /** `falls`: whether the law falls with the variables as the parameter grows. */
  | { readonly kind: "exponent"; readonly falls: boolean }
  /** Set against a variable, as D_c in `D_c/D`, `D + D_c` or `log(D) - log(D_c)`. */
  | { readonly kind: "scale"; readonly near: string }
  | { readonly kind: "argument" };

interface Context {
  readonly place: Place["kind"];
  /** Whether the law grows with the node's value. */
  readonly grows: boolean;
  /** In an exponent: whether the base grows with the variables. */
  readonly baseGrows: boolean;
}

/** The place of each name; of several, the first. */
export function placesOf(expression: Expression, variables: ReadonlySet<string>): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  const parts = [...expression.assignments.map(({ value }) => value), expression.value];
  const inLogarithm = parts.map((part) => variableInLogarithm(part, variables)).find((name) => name !== undefined);

  const visit = (node: Syntax, context: Context): void => {
    if (node.kind === "name" && !places.has(node.name)) places.set(node.name, placeIn(context));
    else if (node.kind === "negation") visit(node.operand, context.place === "exponent" ? opposite(context) : context);
    else if (node.kind === "operation") visitOperation(node, context);
    else if (node.kind === "call") {
      for (const operand of node.operands) {
        const compared = node.name.startsWith("log") && operand.kind === "name" && inLogarithm !== undefined;
        if (compared && !places.has(operand.name)) places.set(operand.name, { kind: "scale", near: inLogarithm });
        visit(operand, { ...context, place: "argument" });
      }
    }
  };

  const visitOperation = ({ operator, left, right }: Operation, context: Context): void => {
    if (operator !== "*" && operator !== "^" && context.place !== "exponent") {
      noteScale(left, right);
      noteScale(right, left);
    }
    visit(left, context);
    if (operator === "^") visit(right, { ...context, place: "exponent", baseGrows: trend(left, variables) });
    else visit(right, falls(operator, context) ? opposite(context) : context);
  };

  /** Notes a parameter that is set against a variable alone. */
  const noteScale = (one: Syntax, other: Syntax): void => {
    if (one.kind !== "name" || other.kind !== "name" || variables.has(one.name) || places.has(one.name)) return;
    if (variables.has(other.name)) places.set(one.name, { kind: "scale", near: other.name });
  };

  for (const part of parts) visit(part, { place: "factor", grows: true, baseGrows: true });
  return places;
}

type Operation = Syntax & { readonly kind: "operation" };

function opposite(context: Context): Context {
  return { ...context, grows: !context.grows };
}

/** Whether the second operand works against the first. A minus sign before a term changes no exponent's sense. */
function falls(operator: Operation["operator"], { place }: Context): boolean {
  return operator === "/" || (operator === "-" && place === "exponent");
}

function placeIn({ place, grows, baseGrows }: Context): Place {
  return place === "exponent" ? { kind: place, falls: grows !== baseGrows } : { kind: place as "factor" | "argument" };
}

/** Whether a base grows with its variables: false where they stand in its denominators only. */
function trend(node: Syntax, variables: ReadonlySet<string>): boolean {
  if (node.kind !== "operation") return true;
  if (node.operator === "/") return mentions(node.left, variables) || !mentions(node.right, variables);
  return trend(node.left, variables) && trend(node.right, variables);
}

function mentions(node: Syntax, variables: ReadonlySet<string>): boolean {
  if (node.kind === "name") return variables.has(node.name);
  return childrenOf(node).some((child) => mentions(child, variables));
}

/** The first variable that stands alone in a logarithm. */
function variableInLogarithm(node: Syntax, variables: ReadonlySet<string>): string | undefined {
  if (node.kind === "call" && node.name.startsWith("log")) {
    const [operand] = node.operands;
    if (operand?.kind === "name" && variables.has(operand.name)) return operand.name;
  }
  for (const child of childrenOf(node)) {
    const found = variableInLogarithm(child, variables);
    if (found !== undefined) return found;
  }
  return undefined;
}

function childrenOf(node: Syntax): readonly Syntax[] {
  if (node.kind === "operation") return [node.left, node.right];
  if (node.kind === "negation") return [node.operand];
  return node.kind === "call" ? node.operands : [];
}
