import { commutative, type GraphBuilder, type TensorRef } from "./graph.js";

/**
 * A tree of operators to look for, the operator first: `["Mul", "x", ["Neg", "x"]]`. A name stands for any tensor, and for the same one
 * where it is repeated; a number for a scalar constant of that value, within rounding; `$name` for any scalar constant.
 */
export type Pattern = string | number | readonly Pattern[];

export type Captures = ReadonlyMap<string, TensorRef>;

/** The tensor without reshaping, which leaves the elements in their order. */
export function plain(graph: GraphBuilder, ref: TensorRef): TensorRef {
  const node = graph.producer(ref);
  return node?.operator === "Reshape" ? node.operands[0]! : ref;
}

/** The tensor to look at where `ref` is an operand of a node with results of `shape`; undefined where it is not to match. */
export type Seen = (graph: GraphBuilder, ref: TensorRef, shape: readonly number[]) => TensorRef | undefined;

/**
 * What the names stand for where the tensor is built as the pattern says, or undefined.
 * @param seen tells how operands are looked at, such as through a Reshape.
 */
export function match(
  graph: GraphBuilder,
  ref: TensorRef,
  pattern: Pattern,
  seen: Seen = (_, same) => same,
): Captures | undefined {
  return new Matcher(graph, seen).matches(ref, pattern, new Map()).next().value ?? undefined;
}

class Matcher {
  constructor(
    private readonly graph: GraphBuilder,
    private readonly seen: Seen,
  ) {}

  /** All ways to match, in every order of the operands where order does not matter. */
  *matches(ref: TensorRef, pattern: Pattern, known: Captures): Generator<Captures, undefined, undefined> {
    if (typeof pattern === "number") {
      const value = this.graph.scalarValue(ref);
      const rounding = ref.elementType === "float64" ? 1e-15 : 1e-7;
      if (value !== undefined && Math.abs(value - pattern) <= rounding * Math.abs(pattern)) yield known;
    } else if (typeof pattern === "string") {
      const before = known.get(pattern);
      const fits =
        before === undefined
          ? !pattern.startsWith("$") || this.graph.scalarValue(ref) !== undefined
          : before.name === ref.name;
      if (fits) yield new Map(known).set(pattern, ref);
    } else {
      const [operator, ...operands] = pattern as readonly [string, ...Pattern[]];
      const node = this.graph.producer(ref);
      if (node?.operator !== operator || node.operands.length !== operands.length) return undefined;
      const refs = node.operands.flatMap((shown) => this.seen(this.graph, shown, ref.shape) ?? []);
      if (refs.length !== operands.length) return undefined;
      yield* this.inOrder(refs, operands, known);
      if (commutative.has(operator)) yield* this.inOrder(refs.toReversed(), operands, known);
    }
    return undefined;
  }

  private *inOrder(
    refs: readonly TensorRef[],
    patterns: readonly Pattern[],
    known: Captures,
  ): Generator<Captures, undefined, undefined> {
    const [pattern, ...rest] = patterns;
    if (pattern === undefined) {
      yield known;
      return undefined;
    }
    for (const captures of this.matches(refs[0]!, pattern, known)) yield* this.inOrder(refs.slice(1), rest, captures);
    return undefined;
  }
}
