import { lax, numpy as np } from "@jax-js/jax";
import { invalid } from "../../numerics/index.js";
import type { DType } from "../tensor.js";
import { floatType, type Operand, shapeOf, unwrap, unwrapTogether, type Value, wrap } from "../value.js";

/** x + y, with NumPy's broadcasting, as in all operators of two operands. */
export function add(x: Operand, y: Operand): Value {
  return binary("add", x, y, (a, b) => a.add(b));
}

/** x − y. @throws InputError for two bools */
export function sub(x: Operand, y: Operand): Value {
  if (dtypeOf(x) === "bool") requireNumbers("sub", y);
  return binary("sub", x, y, (a, b) => a.sub(b));
}

/** x · y, element by element. */
export function mul(x: Operand, y: Operand): Value {
  return binary("mul", x, y, (a, b) => a.mul(b));
}

/** x / y; whole numbers divide to floating-point ones. A divisor that is a number multiplies by its reciprocal. */
export function div(x: Operand, y: Operand): Value {
  if (typeof y === "number") return mul(float(x), 1 / y);
  return binary("div", float(x), float(y), (a, b) => a.div(b));
}

/** −x. @throws InputError for bools */
export function neg(x: Operand): Value {
  requireNumbers("neg", x);
  return wrap(unwrap(x).neg());
}

/** x². */
export function square(x: Operand): Value {
  const a = unwrap(x);
  return wrap(a.ref.mul(a));
}

/** √x. */
export function sqrt(x: Operand): Value {
  return wrap(np.sqrt(unwrap(float(x))));
}

/** 1/√x. */
export function rsqrt(x: Operand): Value {
  return wrap(np.reciprocal(np.sqrt(unwrap(float(x)))));
}

/** eˣ. */
export function exp(x: Operand): Value {
  return wrap(np.exp(unwrap(float(x))));
}

/** The natural logarithm. */
export function log(x: Operand): Value {
  return wrap(np.log(unwrap(float(x))));
}

/** sin x, in radians. */
export function sin(x: Operand): Value {
  return wrap(np.sin(unwrap(float(x))));
}

/** cos x, in radians. */
export function cos(x: Operand): Value {
  return wrap(np.cos(unwrap(float(x))));
}

/**
 * xᵉ for a fixed exponent: whole exponents by repeated squaring, halves by roots, others as exp(e · log x) for x > 0.
 * @throws InputError where the exponent is not finite.
 */
export function pow(x: Operand, exponent: number): Value {
  if (!Number.isFinite(exponent)) throw invalid("exponent", exponent, "a finite number");
  if (Number.isInteger(exponent)) return wholePower(float(x), exponent);
  if (Number.isInteger(2 * exponent)) return wholePower(sqrt(x), 2 * exponent);
  return exp(mul(log(x), exponent));
}

/** |x|; its derivative at 0 is taken as 1. @throws InputError for bools */
export function abs(x: Operand): Value {
  requireNumbers("abs", x);
  return where(less(x, 0), neg(x), x);
}

/** −1, 0 or 1, in the type of x; its derivative is 0. @throws InputError for bools */
export function sign(x: Operand): Value {
  requireNumbers("sign", x);
  return sub(cast(less(0, x), dtypeOf(x)), cast(less(x, 0), dtypeOf(x)));
}

/** The larger of x and y; where they are equal the derivative goes to x. */
export function maximum(x: Operand, y: Operand): Value {
  return binary("maximum", x, y, (a, b) => np.maximum(a, b));
}

/** The smaller of x and y; where they are equal the derivative goes to x. */
export function minimum(x: Operand, y: Operand): Value {
  return binary("minimum", x, y, (a, b) => np.minimum(a, b));
}

/** x < y, as bool. */
export function less(x: Operand, y: Operand): Value {
  return binary("less", x, y, (a, b) => a.less(b));
}

/** x ≤ y, as bool. */
export function lessEqual(x: Operand, y: Operand): Value {
  return binary("lessEqual", x, y, (a, b) => a.lessEqual(b));
}

/** x = y, as bool. */
export function equal(x: Operand, y: Operand): Value {
  return binary("equal", x, y, (a, b) => a.equal(b));
}

/** a where the condition holds (is not 0), b elsewhere; all three broadcast. */
export function where(condition: Value, a: Operand, b: Operand): Value {
  requireBroadcast("where", condition, a, b);
  const [x, y] = unwrapTogether(a, b) as [np.Array, np.Array];
  return wrap(np.where(unwrap(cast(condition, "bool")), x, y));
}

/** x itself, as a constant for derivatives. */
export function stopGradient(x: Operand): Value {
  return wrap(lax.stopGradient(unwrap(x)));
}

/** x in another type; `"float"` is the floating-point type of the program. */
export function cast(x: Operand, dtype: DType | "float"): Value {
  const target = dtype === "float" ? floatType() : dtype;
  return wrap(unwrap(x).astype(target as np.DType));
}

function binary(name: string, x: Operand, y: Operand, operator: (a: np.Array, b: np.Array) => np.Array): Value {
  requireBroadcast(name, x, y);
  const [a, b] = unwrapTogether(x, y) as [np.Array, np.Array];
  return wrap(operator(a, b));
}

/** @throws InputError unless the lengths of each axis, counted from the last one, are equal or 1. */
function requireBroadcast(name: string, ...xs: readonly Operand[]): void {
  const shapes = xs.map(shapeOf);
  const ranks = shapes.map((shape) => shape.length);
  for (let axis = 1; axis <= Math.max(...ranks); axis++) {
    const lengths = new Set(shapes.map((shape) => shape.at(-axis) ?? 1));
    lengths.delete(1);
    if (lengths.size > 1) throw invalid(`shapes of ${name}`, shapes, "lengths that are equal or 1, from the last axis");
  }
}

/** @throws InputError for bools, which have no minus */
function requireNumbers(operator: string, x: Operand): void {
  if (dtypeOf(x) === "bool") throw invalid(`type of ${operator}`, "bool", "numbers (cast to int32 or float)");
}

/** x, in the program's floating-point type where it was whole or bool. */
function float(x: Operand): Operand {
  return dtypeOf(x).startsWith("float") ? x : cast(x, "float");
}

function dtypeOf(x: Operand): DType {
  return typeof x === "number" ? floatType() : x.dtype;
}

/** xⁿ by repeated squaring. */
function wholePower(x: Operand, n: number): Value {
  if (n < 0) return wrap(np.reciprocal(unwrap(wholePower(x, -n))));
  if (n === 0) return add(mul(x, 0), 1);
  if (n === 1) return wrap(unwrap(x));
  const half = square(wholePower(x, Math.floor(n / 2)));
  return n % 2 === 0 ? half : mul(half, x);
}
