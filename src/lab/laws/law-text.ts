import { type Expression, parseExpression, type Syntax, texOf, texOfName } from "../../laws/expression/index.js";
import type { FitDocument } from "../law-documents.js";

/** The law with its fitted numbers as plain text: `L = 1.817 + 477.8/N^0.3473 + 2143/D^0.3672`. */
export function lawText({ form, parameters }: Pick<FitDocument, "form" | "parameters">): string {
  const text = form.expression.replace(/[\p{L}_][\p{L}\p{N}_]*/gu, (name) => {
    const found = parameters[name];
    if (!found) return name;
    const value = rounded(found.value);
    return value < 0 ? `(${typed(value)})` : typed(value);
  });
  return `${form.target.name} = ${text.replace(/\s+/g, " ").trim()}`;
}

/** The law as TeX, with letters. */
export function lawTex({ form }: Pick<FitDocument, "form">): string {
  return `${texOfName(form.target.name)} = ${texOf(parseExpression(form.expression))}`;
}

/** The law as TeX, with its fitted numbers. */
export function fittedTex({ form, parameters }: Pick<FitDocument, "form" | "parameters">): string {
  const values = new Map(Object.entries(parameters).map(([name, { value }]) => [name, rounded(value)]));
  return `${texOfName(form.target.name)} = ${texOf(withNumbers(parseExpression(form.expression), values))}`;
}

function withNumbers(expression: Expression, values: ReadonlyMap<string, number>): Expression {
  return {
    ...expression,
    assignments: expression.assignments.map(({ name, value }) => ({ name, value: substitute(value, values) })),
    value: substitute(expression.value, values),
  };
}

function substitute(node: Syntax, values: ReadonlyMap<string, number>): Syntax {
  switch (node.kind) {
    case "number":
      return node;
    case "name": {
      const value = values.get(node.name);
      if (value === undefined) return node;
      const size: Syntax = { kind: "number", value: Math.abs(value) };
      return value < 0 ? { kind: "negation", operand: size } : size;
    }
    case "negation":
      return { ...node, operand: substitute(node.operand, values) };
    case "operation":
      return { ...node, left: substitute(node.left, values), right: substitute(node.right, values) };
    case "call":
      return { ...node, operands: node.operands.map((operand) => substitute(operand, values)) };
  }
}

/** As people type a number: 8.872e12. */
function typed(value: number): string {
  return Math.abs(value) >= 1e6 ? value.toExponential().replace("e+", "e") : String(value);
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
