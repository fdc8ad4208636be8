import { invalid, unknown } from "../../numerics/errors.js";
import { bindTape } from "./bound-program.js";
import { Graph, translate } from "./graph.js";
import { linearParameters } from "./linear-parameters.js";
import { parseExpression } from "./parse.js";
import type { Program } from "./program.js";
import { type Expression, symbolsOf } from "./syntax.js";
import { layOut } from "./tape.js";

/** What the free names of an expression are; every one must be one of these, and none both. */
export interface Symbols {
  readonly variables: readonly string[];
  readonly parameters: readonly string[];
}

/**
 * Compiles an expression for evaluation with exact first and second derivatives over many rows. Equal parts are computed
 * once, parts without parameters once for all calls, parts without variables once for all rows.
 *
 * Source: Griewank & Walther, Evaluating Derivatives (2008), chapters 3 and 5 (reverse mode, forward over reverse).
 * @throws InputError where the text is no expression or a name is not declared, or declared twice.
 */
export function compile(expression: Expression | string, { variables, parameters }: Symbols): Program {
  const parsed = typeof expression === "string" ? parseExpression(expression) : expression;
  const declared = [...variables, ...parameters];
  checkNames(parsed, declared);
  const graph = new Graph();
  const leaves = new Map([
    ...variables.map((name, i) => [name, graph.variable(i)] as const),
    ...parameters.map((name, j) => [name, graph.parameter(j)] as const),
  ]);
  const root = translate(graph, parsed, leaves);
  return {
    variables,
    parameters,
    linear: linearParameters(root),
    bind: (columns) => {
      const rows = checkColumns(columns, variables);
      return bindTape(layOut(graph.nodes, root, columns, parameters.length, rows));
    },
  };
}

function checkNames(expression: Expression, declared: readonly string[]): void {
  const assigned = expression.assignments.map(({ name }) => name);
  for (const [i, name] of [...declared, ...assigned].entries()) {
    if ([...declared, ...assigned].indexOf(name) !== i) throw invalid("name", name, "each name to stand for one thing");
  }
  for (const name of symbolsOf(expression)) {
    if (!declared.includes(name)) throw unknown("name in expression", name, declared);
  }
}

function checkColumns(columns: readonly Float64Array[], variables: readonly string[]): number {
  if (columns.length !== variables.length)
    throw invalid("number of columns", columns.length, `${variables.length}, one for each variable`);
  const rows = columns[0]?.length ?? 1;
  const odd = columns.findIndex(({ length }) => length !== rows);
  if (odd >= 0)
    throw invalid(`rows of column ${variables[odd]}`, columns[odd]!.length, `${rows} as in ${variables[0]}`);
  return rows;
}
