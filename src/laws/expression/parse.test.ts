import katex from "katex";
import { describe, expect, test } from "vitest";
import fc from "../../../test/properties.js";
import { InputError } from "../../numerics/errors.js";
import { parseExpression } from "./parse.js";
import { functionNames, symbolsOf } from "./syntax.js";
import { texOf } from "./tex.js";

test("free names come in order of appearance", () => {
  expect(symbolsOf(parseExpression("U = min(N, R*U0); E + A/U^alpha + A*N"))).toEqual([
    "N",
    "R",
    "U0",
    "E",
    "A",
    "alpha",
  ]);
  expect(symbolsOf(parseExpression("损失 + β_1*x"))).toEqual(["损失", "β_1", "x"]);
});

test.each<[string, string]>([
  ["E + A/N^)", 'invalid expression: column 9: ")"; expected a number, a name or "("'],
  ["", 'invalid expression: column 1: end; expected a number, a name or "("'],
  ["(a", 'invalid expression: column 3: end; expected an operator or ")"'],
  ["2N", 'invalid expression: column 2: "N"; expected an operator or the end'],
  ["a $ b", 'invalid expression: column 3: "$"; expected a number, a name or one of'],
  ["exp + 1", 'invalid expression: column 5: "+"; expected "(" after the function exp'],
  ["exp(1, 2)", 'invalid expression: column 1: "exp"; expected one operand'],
  ["1 + min(a)", 'invalid expression: column 5: "min"; expected two operands or more'],
  ["1e999", 'invalid expression: column 1: "1e999"; expected a finite number'],
  ["u = u + 1; u", 'invalid expression: column 1: "u"; expected a name that is not yet in use'],
  ["b + 0; b = 2; b", 'invalid expression: column 6: ";"; expected an operator or the end'],
  ["exp = 1; 2", 'invalid expression: column 1: "exp"; expected a name for the shared part'],
  ["a = 1", 'invalid expression: column 6: end; expected an operator or ";"'],
  ["lgo(2)", "unknown function: lgo (did you mean log?)"],
  ["constructor(1)", "unknown function: constructor; expected one of: exp, log"],
  ["1 + constructor", 'invalid expression: column 5: "constructor"; expected another name'],
  ["__proto__ = 1; 2", 'invalid expression: column 1: "__proto__"; expected another name'],
])("%s is refused: %s", (text, message) => {
  const parse = () => parseExpression(text);
  expect(parse).toThrow(InputError);
  expect(parse).toThrow(message);
});

describe("what would break a careless reader", () => {
  test.each<[string, string]>([
    ["parentheses", "(".repeat(1e6)],
    ["parentheses within the length", "(".repeat(1e4)],
    ["minus signs", `${"-".repeat(9e3)}1`],
    ["powers", `${"2^".repeat(4e3)}2`],
    ["calls", "exp(".repeat(2e3)],
    ["sums", `${"1+".repeat(4e3)}1`],
    ["a long name", "a".repeat(1e5)],
    ["a zero byte", "a\0b"],
    ["a lone surrogate", "a + \ud800"],
    ["a property", "N.constructor"],
    ["an index", "N['x']"],
    ["a call of a call", "exp(1)(2)"],
    ["a template", `\${process.exit()}`],
    ["a function", "(() => 1)()"],
    ...["constructor", "prototype", "__proto__"].map((name): [string, string] => [name, `${name} + 1`]),
    ...["toString", "hasOwnProperty", "valueOf", "__defineGetter__", "eval", "Function"].map(
      (name): [string, string] => [`calling ${name}`, `${name}(1)`],
    ),
  ])("%s", (_, text) => {
    expect(() => parseExpression(text)).toThrow(InputError);
  });

  test("names of an object's properties are only names", () => {
    expect(symbolsOf(parseExpression("toString + hasOwnProperty"))).toEqual(["toString", "hasOwnProperty"]);
  });

  test("99 levels are read, 2,000 nodes too", () => {
    expect(symbolsOf(parseExpression(`${"(1+".repeat(99)}x${")".repeat(99)}`))).toEqual(["x"]);
    expect(symbolsOf(parseExpression(`${"x+".repeat(999)}x`))).toEqual(["x"]);
  });
});

/** Words of the language, some wrong, in any order; or valid formulas. */
const words = fc.array(
  fc.constantFrom(..."+ - * / ^ ** ( ) , ; = N alpha 1 2.5 1e3 exp( min( log( . e _ é constructor @".split(" "), " "),
  { maxLength: 40 },
);
const { formula } = fc.letrec<{ formula: string }>((tie) => ({
  formula: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom("N", "D", "alpha", "2", "0.5", "1e-3", "3e20", "x_eff", "c0"),
    fc
      .tuple(tie("formula"), fc.constantFrom("+", "-", "*", "/", "^"), tie("formula"))
      .map(([a, o, b]) => `(${a})${o}(${b})`),
    tie("formula").map((a) => `-${a}`),
    fc
      .tuple(fc.constantFrom(...functionNames.filter((name) => !/min|max/.test(name))), tie("formula"))
      .map(([f, a]) => `${f}(${a})`),
    fc.tuple(fc.constantFrom("min", "max"), tie("formula"), tie("formula")).map(([f, a, b]) => `${f}(${a}, ${b})`),
  ),
}));

test("any text is read or refused with an InputError", () => {
  const attempt = (text: string) => {
    try {
      parseExpression(text);
    } catch (error) {
      expect(error).toBeInstanceOf(InputError);
      expect((error as Error).message).toMatch(/^(invalid expression: .*; expected |unknown function: )/s);
    }
  };
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 60 }), attempt), { numRuns: 300 });
  fc.assert(
    fc.property(words, (list) => attempt(list.join(""))),
    { numRuns: 1000 },
  );
});

test("every formula has TeX that KaTeX sets without a warning", () => {
  fc.assert(
    fc.property(formula, (text) => {
      katex.renderToString(texOf(parseExpression(text)), { throwOnError: true, strict: "error" });
    }),
  );
});

test.each<[string, string]>([
  ["E + A/N^alpha + B/D^beta", "E + \\frac{A}{N^{\\alpha}} + \\frac{B}{D^{\\beta}}"],
  ["E + A/N^a * log(D)", "E + \\frac{A}{N^{a}}\\,\\log\\left(D\\right)"],
  [
    "U_N = min(N, R); (A/U_N)^alpha1",
    "U_{N} = \\min\\left(N, R\\right),\\quad \\left(\\frac{A}{U_{N}}\\right)^{\\alpha_{1}}",
  ],
  ["-(a - (b + c))*2", "-\\left(a - \\left(b + c\\right)\\right) \\cdot 2"],
  ["3e20*x_eff - 1e-3", "3 \\cdot 10^{20}\\,x_{\\mathrm{eff}} - 10^{-3}"],
  ["loss*-c_0", "\\mathrm{loss} (-c_{0})"],
])("TeX of %s", (text, tex) => {
  expect(texOf(parseExpression(text))).toBe(tex);
  katex.renderToString(tex, { throwOnError: true, strict: "error" });
});
