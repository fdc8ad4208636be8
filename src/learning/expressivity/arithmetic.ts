import { invalid } from "../../numerics/errors.js";
import type { Stream } from "../../numerics/random/stream.js";
import { inverseModulo, modulo } from "./modular.js";

/** A token of an expression over Z_p: a number, an operator or a bracket. */
export type ExpressionToken = number | Operator | "(" | ")";
/** The four operations of the field. */
export type Operator = "+" | "-" | "*" | "/";

/** `7 * ( 3 - 5 ) / 2` as tokens; numbers are taken mod p. @throws InputError for anything else. */
export function tokensOf(text: string, p: number): ExpressionToken[] {
  const words = text.match(/\d+|\S/g) ?? [];
  return words.map((word) => {
    if (/^\d/.test(word)) return modulo(Number(word), p);
    if (/^[-+*/()]$/.test(word)) return word as Operator | "(" | ")";
    throw invalid("token", word, "a whole number, one of + - * /, or a bracket");
  });
}

/**
 * A random expression of `length` operators over Z_p: from one number, `length` times a random number is replaced by two
 * with an operator between them and the same value, in brackets only where precedence needs them.
 * Source: Feng et al. 2023 (arXiv:2305.15408), appendix on data.
 */
export function drawExpression(stream: Stream, length: number, p: number): ExpressionToken[] {
  const tokens: ExpressionToken[] = [stream.integer(p)];
  for (let i = 0; i < length; i++) {
    const numbers = tokens.flatMap((token, at) => (typeof token === "number" ? [at] : []));
    const at = numbers[stream.integer(numbers.length)]!;
    const pair = drawPair(stream, tokens[at] as number, p);
    const [before, after] = [tokens[at - 1], tokens[at + 1]];
    const bare = needsNoBrackets(pair[1] as Operator, before, after);
    tokens.splice(at, 1, ...(bare ? pair : (["(", ...pair, ")"] as const)));
  }
  return tokens;
}

/** a, an operator and b whose value is `value`. */
function drawPair(stream: Stream, value: number, p: number): ExpressionToken[] {
  const operator = (["+", "-", "*", "/"] as const)[stream.integer(4)]!;
  if (operator === "+" || operator === "-") {
    const b = stream.integer(p);
    return [modulo(operator === "+" ? value - b : value + b, p), operator, b];
  }
  const b = 1 + stream.integer(p - 1);
  return [modulo(operator === "*" ? value * inverseModulo(b, p) : value * b, p), operator, b];
}

/** a op b in place of a number keeps its value without brackets: nothing beside it binds before op. */
function needsNoBrackets(
  operator: Operator,
  before: ExpressionToken | undefined,
  after: ExpressionToken | undefined,
): boolean {
  const open = before === undefined || before === "(" || before === "+";
  const tightAfter = after === "*" || after === "/";
  return operator === "+" || operator === "-" ? open && !tightAfter : open || before === "-" || before === "*";
}

/** a op b mod p. @throws InputError for a division by 0. */
export function applyOperator(a: number, operator: Operator, b: number, p: number): number {
  if (operator === "+") return modulo(a + b, p);
  if (operator === "-") return modulo(a - b, p);
  return modulo(a * (operator === "*" ? b : inverseModulo(b, p)), p);
}

/** The value mod p by recursive descent, with the usual precedence, operators of one level from left to right. */
export function evaluateExpression(tokens: readonly ExpressionToken[], p: number): number {
  let at = 0;
  const primary = (): number => {
    const token = tokens[at++];
    if (typeof token === "number") return token;
    if (token !== "(") throw invalid("expression", tokens.join(" "), "numbers between operators");
    const value = sum();
    if (tokens[at++] !== ")") throw invalid("expression", tokens.join(" "), "every bracket closed");
    return value;
  };
  const chain = (next: () => number, operators: readonly unknown[]): number => {
    let value = next();
    while (operators.includes(tokens[at])) {
      const operator = tokens[at++] as Operator;
      value = applyOperator(value, operator, next(), p);
    }
    return value;
  };
  const product = () => chain(primary, ["*", "/"]);
  const sum = () => chain(product, ["+", "-"]);
  const value = sum();
  if (at !== tokens.length) throw invalid("expression", tokens.join(" "), "operators between numbers");
  return value;
}
