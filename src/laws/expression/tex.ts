import type { Expression, Syntax } from "./syntax.js";

/** Greek letters by the names that TeX has for them. */
const greek: ReadonlySet<string> = new Set(
  (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi " +
    "omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"
  ).split(" "),
);

/** How strongly a printed part holds together: sums, products, a sign, powers, and what needs no parentheses. */
const SUM = 1;
const PRODUCT = 2;
const SIGN = 3;
const POWER = 4;
const WHOLE = 5;

/** Printed TeX and how strongly it holds together. */
type Printed = readonly [tex: string, strength: number];

/** The formula in TeX, for KaTeX; shared parts come first, after commas. */
export function texOf({ assignments, value }: Expression): string {
  const shared = assignments.map(({ name, value: part }) => `${texOfName(name)} = ${print(part)[0]}`);
  return [...shared, print(value)[0]].join(",\\quad ");
}

/** A name in TeX: Greek names as letters; digits at the end, and what follows an underscore, as subscripts. */
export function texOfName(name: string): string {
  const [first = "", ...rest] = name.split("_").filter((part) => part !== "");
  const [, letters, digits] = /^(.*?)(\p{Nd}*)$/su.exec(first)!;
  const base = letters === "" ? "\\_" : word(letters!);
  const below = [...(digits === "" ? [] : [digits!]), ...rest.map(subscript)].join(",");
  return below === "" ? base : `${base}_{${below}}`;
}

function subscript(part: string): string {
  return /^\p{Nd}+$/u.test(part) ? part : word(part);
}

function word(letters: string): string {
  if (greek.has(letters)) return `\\${letters}`;
  if (/^[A-Za-z]$|^\p{Script=Greek}$/u.test(letters)) return letters;
  return /^[A-Za-z0-9]+$/.test(letters) ? `\\mathrm{${letters}}` : `\\text{${letters}}`;
}

function print(node: Syntax): Printed {
  switch (node.kind) {
    case "number":
      return printNumber(node.value);
    case "name":
      return [texOfName(node.name), WHOLE];
    case "negation":
      return [`-${within(node.operand, SIGN)}`, SIGN];
    case "operation":
      return printOperation(node);
    case "call":
      return printCall(node);
  }
}

function printNumber(value: number): Printed {
  if (value === 0 || (value >= 0.01 && value < 1e5)) return [String(value), WHOLE];
  const [digits, exponent] = value.toExponential().split("e");
  const power = `10^{${Number(exponent)}}`;
  return digits === "1" ? [power, POWER] : [`${digits} \\cdot ${power}`, PRODUCT];
}

function printOperation({ operator, left, right }: Extract<Syntax, { kind: "operation" }>): Printed {
  switch (operator) {
    case "+":
      return [`${within(left, SUM)} + ${within(right, SUM)}`, SUM];
    case "-":
      return [`${within(left, SUM)} - ${within(right, PRODUCT)}`, SUM];
    case "*":
      return [product(within(left, PRODUCT), within(right, PRODUCT), left, right), PRODUCT];
    case "/":
      return [`\\frac{${print(left)[0]}}{${print(right)[0]}}`, PRODUCT];
    case "^":
      return [`${within(left, WHOLE)}^{${print(right)[0]}}`, POWER];
  }
}

/** Factors side by side, with a dot where a number or a sign follows. */
function product(a: string, b: string, left: Syntax, right: Syntax): string {
  if (right.kind === "negation") return `${a} (${b})`;
  const dot = /^\d/.test(b) || (left.kind === "number" && right.kind === "number");
  return dot ? `${a} \\cdot ${b}` : `${a}\\,${b}`;
}

function printCall({ name, operands }: Extract<Syntax, { kind: "call" }>): Printed {
  const inner = operands.map((operand) => print(operand)[0]).join(", ");
  switch (name) {
    case "sqrt":
      return [`\\sqrt{${inner}}`, WHOLE];
    case "abs":
      return [`\\left|${inner}\\right|`, WHOLE];
    case "log10":
      return [`\\log_{10}\\left(${inner}\\right)`, POWER];
    case "log2":
      return [`\\log_{2}\\left(${inner}\\right)`, POWER];
    case "sigmoid":
      return [`\\sigma\\left(${inner}\\right)`, POWER];
    case "atan":
      return [`\\arctan\\left(${inner}\\right)`, POWER];
    default:
      return [`\\${name}\\left(${inner}\\right)`, POWER];
  }
}

/** A part in parentheses where it holds together less than its place needs. */
function within(node: Syntax, strength: number): string {
  const [tex, own] = print(node);
  return own < strength ? `\\left(${tex}\\right)` : tex;
}
