import type { GraphBuilder, TensorRef } from "./graph.js";

/**
 * A tree of operators to look for, the operator first: `["Mul", "x", ["Neg", "x"]]`. A name stands for any tensor, and for the same one
 * where it is repeated; a number for a scalar constant of that value, within rounding; `$name` for any scalar constant.
 */
export type Pattern = string | number | readonly Pattern[];

export type Captures = ReadonlyMap<string, TensorRef>;

const commutative = new Set(["Add", "Mul"]);

/** What the names stand for where the tensor is built as the pattern says, or undefined. */
export function match(graph: GraphBuilder, ref: TensorRef, pattern: Pattern): Captures | undefined {
  return matches(graph, ref, pattern, new Map()).next().value ?? undefined;
}

/** All ways to match, in every order of the operands where order does not matter. */
function* matches(
  graph: GraphBuilder,
  ref: TensorRef,
  pattern: Pattern,
  known: Captures,
): Generator<Captures, undefined, undefined> {
  if (typeof pattern === "number") {
    const value = graph.scalarValue(ref);
    if (value !== undefined && Math.abs(value - pattern) <= 1e-7 * Math.abs(pattern)) yield known;
  } else if (typeof pattern === "string") {
    const before = known.get(pattern);
    const fits =
      before === undefined
        ? !pattern.startsWith("$") || graph.scalarValue(ref) !== undefined
        : before.name === ref.name;
    if (fits) yield new Map(known).set(pattern, ref);
  } else {
    const [operator, ...operands] = pattern as readonly [string, ...Pattern[]];
    const node = graph.producer(ref);
    if (node === undefined || node.operator !== operator || node.operands.length !== operands.length) return undefined;
    yield* matchesInOrder(graph, node.operands, operands, known);
    if (commutative.has(operator)) yield* matchesInOrder(graph, node.operands.toReversed(), operands, known);
  }
  return undefined;
}

function* matchesInOrder(
  graph: GraphBuilder,
  refs: readonly TensorRef[],
  patterns: readonly Pattern[],
  known: Captures,
): Generator<Captures, undefined, undefined> {
  const [pattern, ...rest] = patterns;
  if (pattern === undefined) {
    yield known;
    return undefined;
  }
  for (const captures of matches(graph, refs[0]!, pattern, known)) {
    yield* matchesInOrder(graph, refs.slice(1), rest, captures);
  }
  return undefined;
}
