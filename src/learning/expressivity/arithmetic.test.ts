import { describe, expect, it } from "vitest";
import { rootStream } from "../../numerics/random/index.js";
import { drawExpression, type ExpressionToken, evaluateExpression, tokensOf } from "./arithmetic.js";
import { drawEquations, satisfies, solveByElimination } from "./equations.js";
import { inverseModulo } from "./modular.js";
import { evaluateByRewriting, parallelRounds } from "./rewriting.js";

describe("arithmetic mod 11", () => {
  it.each([
    ["7 * ( 3 - 5 ) / 2", 4],
    ["( 1 + 2 ) * ( 3 + 4 ) - 10 / 7", 7],
    ["2 - 3 - 4", 6],
    ["8 / 2 / 2", 2],
  ])("%s = %i", (text, value) => {
    const tokens = tokensOf(text, 11);
    expect(evaluateExpression(tokens, 11)).toBe(value);
    expect(evaluateByRewriting(tokens, 11).value).toBe(value);
  });

  it("is solved by local rewriting in as many steps as there are operators", () => {
    const stream = rootStream(1).child("expressions");
    for (let i = 0; i < 500; i++) {
      const length = 1 + (i % 40);
      const tokens = drawExpression(stream, length, 11);
      const chain = evaluateByRewriting(tokens, 11);
      expect(chain).toMatchObject({ value: evaluateExpression(tokens, 11), steps: length });
      expect(parallelRounds(tokens, 11)).toBeLessThanOrEqual(length);
    }
  });

  it("draws brackets only where precedence needs them", () => {
    const stream = rootStream(2).child("expressions");
    for (let i = 0; i < 300; i++) {
      for (const { before, inside, after } of bracketsOf(drawExpression(stream, 1 + (i % 12), 11))) {
        const sum = inside.includes("+") || inside.includes("-");
        const needed = sum ? /[-*/]/.test(`${before}`) || /[*/]/.test(`${after}`) : before === "/";
        expect(needed).toBe(true);
      }
    }
  });

  it("evaluates all operators of one level at once only where none waits for another", () => {
    expect(parallelRounds(tokensOf("1*2+3*4", 11), 11)).toBe(2);
    expect(parallelRounds(tokensOf("1+2+3+4", 11), 11)).toBe(3);
  });

  it("refuses what is not an expression", () => {
    expect(() => tokensOf("1 % 2", 11)).toThrow("invalid token: %");
    expect(() => evaluateExpression(tokensOf("1 +", 11), 11)).toThrow("invalid expression");
    expect(() => evaluateExpression(tokensOf("1 / 0", 11), 11)).toThrow("invalid divisor: 0");
    expect(evaluateByRewriting(tokensOf("1 2", 11), 11).value).toBeNull();
  });
});

describe("equations mod 11", () => {
  it("are solved by one elimination a step", () => {
    const stream = rootStream(3).child("equations");
    for (let n = 1; n <= 8; n++) {
      const equations = drawEquations(stream, n, 11);
      const { solution, steps } = solveByElimination(equations, 11)!;
      expect(steps).toBe(n);
      expect(satisfies(equations, solution, 11)).toBe(true);
      expect(
        satisfies(
          equations,
          solution.map((x) => (x + 1) % 11),
          11,
        ),
      ).toBe(false);
    }
  });

  it("have no solution by elimination where they are singular", () => {
    expect(
      solveByElimination(
        [
          [1, 2, 3],
          [2, 4, 6],
        ],
        11,
      ),
    ).toBeNull();
  });
});

it("inverts mod 11", () => {
  for (let a = 1; a < 11; a++) expect((a * inverseModulo(a, 11)) % 11).toBe(1);
});

/** Each pair of brackets: the tokens beside it, and those directly inside. */
function bracketsOf(
  tokens: readonly ExpressionToken[],
): { before?: ExpressionToken; inside: ExpressionToken[]; after?: ExpressionToken }[] {
  const found: { before?: ExpressionToken; inside: ExpressionToken[]; after?: ExpressionToken }[] = [];
  const open: { before?: ExpressionToken; inside: ExpressionToken[] }[] = [];
  tokens.forEach((token, at) => {
    if (token === "(") open.push({ before: tokens[at - 1], inside: [] });
    else if (token === ")") found.push({ ...open.pop()!, after: tokens[at + 1] });
    else open.at(-1)?.inside.push(token);
  });
  return found;
}
