import { applyOperator, type ExpressionToken, type Operator } from "./arithmetic.js";
import { attendHard } from "./hard-attention.js";

/** What a chain of thought over rewritten expressions gives. */
export interface RewritingChain {
  /** Value mod p, or null where rewriting got stuck. */
  readonly value: number | null;
  /** Expressions written after the question. */
  readonly steps: number;
  /** Tokens written, one separator for each expression. */
  readonly tokens: number;
}

/**
 * Evaluates an expression as a chain of thought: each step finds the first `a op b` that may be evaluated at once, by one
 * lookup over marks that every token computes from the five about it, and writes the expression anew with its value.
 * The step is the same for expressions of any length; only their number grows.
 * Source: Feng et al. 2023 (arXiv:2305.15408), theorem on arithmetic.
 */
export function evaluateByRewriting(expression: readonly ExpressionToken[], p: number): RewritingChain {
  let tokens = expression;
  let [steps, written] = [0, 0];
  while (tokens.length > 1) {
    const at = attendHard(tokens.length, (t) => (isReducible(tokens, t) ? 1 : 0));
    if (!isReducible(tokens, at)) return { value: null, steps, tokens: written };
    tokens = rewriteAt(tokens, new Set([at]), p);
    steps++;
    written += tokens.length + 1;
  }
  return { value: tokens[0] as number, steps, tokens: written };
}

/**
 * Rounds until the value stands alone if in each all evaluations that may happen are made at once: the depth that a
 * parallel machine needs with these rules, where the chain needs one step for each operator.
 */
export function parallelRounds(expression: readonly ExpressionToken[], p: number): number {
  let tokens = expression;
  let rounds = 0;
  while (tokens.length > 1) {
    const at = new Set(tokens.flatMap((_, t) => (isReducible(tokens, t) ? [t] : [])));
    if (at.size === 0) return Number.POSITIVE_INFINITY;
    tokens = rewriteAt(tokens, at, p);
    rounds++;
  }
  return rounds;
}

/** Whether tokens t, t + 1, t + 2 are `a op b` with nothing beside them that must come first. */
function isReducible(tokens: readonly ExpressionToken[], t: number): boolean {
  const [before, a, operator, b, after] = [tokens[t - 1], tokens[t], tokens[t + 1], tokens[t + 2], tokens[t + 3]];
  if (typeof a !== "number" || typeof b !== "number") return false;
  if (before === "*" || before === "/") return false;
  if (operator === "*" || operator === "/") return true;
  return before !== "+" && before !== "-" && after !== "*" && after !== "/";
}

/** The expression with the pairs at these places evaluated, and brackets about a number that stands alone dropped. */
function rewriteAt(tokens: readonly ExpressionToken[], places: ReadonlySet<number>, p: number): ExpressionToken[] {
  const result: ExpressionToken[] = [];
  for (let t = 0; t < tokens.length; t++) {
    if (!places.has(t)) {
      result.push(tokens[t]!);
      continue;
    }
    const value = applyOperator(tokens[t] as number, tokens[t + 1] as Operator, tokens[t + 2] as number, p);
    const alone = tokens[t - 1] === "(" && tokens[t + 3] === ")";
    if (alone) result.pop();
    result.push(value);
    t += alone ? 3 : 2;
  }
  return result;
}
