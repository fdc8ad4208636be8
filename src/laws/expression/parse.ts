import { invalid, unknown } from "../../numerics/errors.js";
import {
  type Assignment,
  type Expression,
  type FunctionName,
  functionNames,
  type Operator,
  type Syntax,
} from "./syntax.js";
import { invalidAt, type Token, tokensOf } from "./tokens.js";

const LONGEST = 10_000;
const DEEPEST = 100;
const MOST_NODES = 2_000;

/** How strongly operators bind; `-x` lies between `*` and `^`. */
const strengths: ReadonlyMap<string, number> = new Map([
  ["+", 1],
  ["-", 1],
  ["*", 2],
  ["/", 2],
  ["^", 4],
]);
const NEGATION = 3;

const functions: ReadonlyMap<string, FunctionName> = new Map([
  ...functionNames.map((name) => [name, name] as const),
  ["ln", "log"] as const,
]);

/** Names with a meaning in the language that runs this program: never names of a person's quantities. */
const refused: ReadonlySet<string> = new Set(["constructor", "__proto__", "prototype"]);

/**
 * Reads a formula such as `E + A/N^alpha + B/D^beta`. Operators + - * / ^ (`**`; to the right, and stronger than a minus
 * sign before it), parentheses, the functions of `functionNames`, and shared parts before the formula, as in
 * `U = min(N, R); E + A/U^alpha`. At most 10,000 characters, 100 levels of nesting and 2,000 nodes. Nothing of it is
 * ever evaluated as a program.
 * @throws InputError with the column of what is wrong.
 */
export function parseExpression(text: string): Expression {
  if (text.length > LONGEST) throw invalid("expression", `${text.length} characters`, `at most ${LONGEST}`);
  return new Parser(tokensOf(text)).expression(text);
}

/** Precedence climbing over the words of one formula. */
class Parser {
  private position = 0;
  private depth = 0;
  private nodes = 0;
  private readonly used = new Set<string>();

  constructor(private readonly tokens: readonly Token[]) {}

  expression(text: string): Expression {
    const assignments: Assignment[] = [];
    while (this.tokens[this.position + 1]?.text === "=") {
      const token = this.next();
      if (token.kind !== "name" || functions.has(token.text)) throw invalidAt(token, "a name for the shared part");
      this.allow(token);
      this.next();
      assignments.push({ name: token.text, value: this.operand(0) });
      if (this.used.has(token.text)) throw invalidAt(token, "a name that is not yet in use");
      this.used.add(token.text);
      this.expect(";");
    }
    const value = this.operand(0);
    if (this.peek().kind !== "end") throw invalidAt(this.peek(), "an operator or the end");
    return { text, assignments, value };
  }

  /** An operand and the operators after it that bind more strongly than `strength`. */
  private operand(strength: number): Syntax {
    let left = this.primary();
    for (;;) {
      const text = this.peek().text === "**" ? "^" : this.peek().text;
      const own = strengths.get(text);
      if (own === undefined || own <= strength) return left;
      this.next();
      const right = text === "^" ? this.nested(own - 1) : this.operand(own);
      left = this.node({ kind: "operation", operator: text as Operator, left, right });
    }
  }

  /** An operand one level deeper: what may be nested without end. */
  private nested(strength: number): Syntax {
    this.depth += 1;
    if (this.depth > DEEPEST) throw invalidAt(this.peek(), `at most ${DEEPEST} levels of nesting`);
    const inner = this.operand(strength);
    this.depth -= 1;
    return inner;
  }

  private primary(): Syntax {
    const token = this.next();
    if (token.kind === "number") return this.number(token);
    if (token.kind === "name") return this.peek().text === "(" ? this.call(token) : this.name(token);
    if (token.text === "-") return this.node({ kind: "negation", operand: this.nested(NEGATION) });
    if (token.text === "+") return this.nested(NEGATION);
    if (token.text !== "(") throw invalidAt(token, 'a number, a name or "("');
    const inner = this.nested(0);
    this.expect(")");
    return inner;
  }

  private number(token: Token): Syntax {
    const value = Number(token.text);
    if (!Number.isFinite(value)) throw invalidAt(token, "a finite number");
    return this.node({ kind: "number", value });
  }

  private name(token: Token): Syntax {
    this.allow(token);
    if (functions.has(token.text)) throw invalidAt(this.peek(), `"(" after the function ${token.text}`);
    this.used.add(token.text);
    return this.node({ kind: "name", name: token.text });
  }

  private call(token: Token): Syntax {
    const name = functions.get(token.text);
    if (name === undefined) throw unknown("function", token.text.slice(0, 40), [...functions.keys()]);
    this.expect("(");
    const operands = [this.nested(0)];
    while (this.peek().text === ",") {
      this.next();
      operands.push(this.nested(0));
    }
    const several = name === "min" || name === "max";
    if (operands.length > 1 !== several) throw invalidAt(token, several ? "two operands or more" : "one operand");
    this.expect(")");
    return this.node({ kind: "call", name, operands });
  }

  private node(node: Syntax): Syntax {
    this.nodes += 1;
    if (this.nodes > MOST_NODES) throw invalid("expression", `more than ${MOST_NODES} nodes`, "a shorter formula");
    return node;
  }

  private allow(token: Token): void {
    if (refused.has(token.text)) throw invalidAt(token, "another name");
  }

  private expect(text: string): void {
    const token = this.next();
    if (token.text !== text || token.kind !== "symbol") throw invalidAt(token, `an operator or "${text}"`);
  }

  private peek(): Token {
    return this.tokens[this.position]!;
  }

  /** The word at hand, and on to the next; at the end, the end again. */
  private next(): Token {
    const token = this.peek();
    if (token.kind !== "end") this.position += 1;
    return token;
  }
}
