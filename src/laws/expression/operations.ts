/**
 * What a program can do with columns: the value of each operation and its first and second derivatives in the operands.
 * A scalar is an array of one number read with mask 0; a column is read with mask −1: element `i & mask`.
 */

/** Writes one number for each of n rows from the operation's value `v` and its operands `a` and `b`. */
export type Kernel = (
  out: Float64Array,
  n: number,
  v: Float64Array,
  a: Float64Array,
  ma: number,
  b: Float64Array,
  mb: number,
) => void;

/** A derivative: a kernel, or what it equals without computation. Left out where it is zero. */
export type Derivative = Kernel | "one" | "minus one" | "value" | "left" | "right";

/** An operation v(a, b), or v(a). */
export interface Operation {
  readonly value: Kernel;
  readonly a?: Derivative;
  readonly b?: Derivative;
  readonly aa?: Derivative;
  readonly ab?: Derivative;
  readonly bb?: Derivative;
}

/** The operations of a graph. */
export type OperationName = "add" | "subtract" | "multiply" | "divide" | "minimum" | "maximum" | PowerName | UnaryName;
/** `scaledExponential` is exp(a b), with a = log x of a column x without parameters: x^b. */
type PowerName = "power" | "scaledExponential";
/** Operations of one operand. */
export type UnaryName = "exp" | "log" | "sqrt" | "abs" | "tanh" | "sigmoid" | "sin" | "cos" | "atan";

/** a^(b − 1) from v = a^b, without a second power where that can be. */
function lowered(v: number, a: number, b: number): number {
  return a !== 0 && v !== 0 && Number.isFinite(v) ? v / a : a ** (b - 1);
}

/** a^b: by logarithms, which take a tenth of the time, where nothing is lost by it but a few units in the last place. */
function raised(a: number, b: number): number {
  return a > 0 && a < Infinity && !Number.isInteger(b) ? Math.exp(b * Math.log(a)) : a ** b;
}

/** v log a, also in the limit a → 0 where a^b → 0. */
function timesLog(v: number, log: number): number {
  return v === 0 ? 0 : v * log;
}

/** The derivative of the sigmoid, without cancellation in its tails. */
function sigmoidSlope(x: number): number {
  const e = Math.exp(-Math.abs(x));
  return e / ((1 + e) * (1 + e));
}

/** The second derivative of sines. */
const negated: Kernel = (out, n, v) => {
  for (let i = 0; i < n; i++) out[i] = -v[i]!;
};

const binary: Readonly<Record<Exclude<OperationName, PowerName | UnaryName>, Operation>> = {
  add: {
    value: (out, n, _v, a, ma, b, mb) => {
      for (let i = 0; i < n; i++) out[i] = a[i & ma]! + b[i & mb]!;
    },
    a: "one",
    b: "one",
  },
  subtract: {
    value: (out, n, _v, a, ma, b, mb) => {
      for (let i = 0; i < n; i++) out[i] = a[i & ma]! - b[i & mb]!;
    },
    a: "one",
    b: "minus one",
  },
  multiply: {
    value: (out, n, _v, a, ma, b, mb) => {
      for (let i = 0; i < n; i++) out[i] = a[i & ma]! * b[i & mb]!;
    },
    a: "right",
    b: "left",
    ab: "one",
  },
  divide: {
    value: (out, n, _v, a, ma, b, mb) => {
      for (let i = 0; i < n; i++) out[i] = a[i & ma]! / b[i & mb]!;
    },
    a: (out, n, _v, _a, _ma, b, mb) => {
      for (let i = 0; i < n; i++) out[i] = 1 / b[i & mb]!;
    },
    b: (out, n, v, _a, _ma, b, mb) => {
      for (let i = 0; i < n; i++) out[i] = -v[i]! / b[i & mb]!;
    },
    ab: (out, n, _v, _a, _ma, b, mb) => {
      for (let i = 0; i < n; i++) out[i] = -1 / (b[i & mb]! * b[i & mb]!);
    },
    bb: (out, n, v, _a, _ma, b, mb) => {
      for (let i = 0; i < n; i++) out[i] = (2 * v[i]!) / (b[i & mb]! * b[i & mb]!);
    },
  },
  minimum: {
    value: (out, n, _v, a, ma, b, mb) => {
      for (let i = 0; i < n; i++) out[i] = Math.min(a[i & ma]!, b[i & mb]!);
    },
    a: (out, n, _v, a, ma, b, mb) => {
      for (let i = 0; i < n; i++) out[i] = a[i & ma]! <= b[i & mb]! ? 1 : 0;
    },
    b: (out, n, _v, a, ma, b, mb) => {
      for (let i = 0; i < n; i++) out[i] = a[i & ma]! <= b[i & mb]! ? 0 : 1;
    },
  },
  maximum: {
    value: (out, n, _v, a, ma, b, mb) => {
      for (let i = 0; i < n; i++) out[i] = Math.max(a[i & ma]!, b[i & mb]!);
    },
    a: (out, n, _v, a, ma, b, mb) => {
      for (let i = 0; i < n; i++) out[i] = a[i & ma]! >= b[i & mb]! ? 1 : 0;
    },
    b: (out, n, _v, a, ma, b, mb) => {
      for (let i = 0; i < n; i++) out[i] = a[i & ma]! >= b[i & mb]! ? 0 : 1;
    },
  },
};

const powers: Readonly<Record<PowerName, Operation>> = {
  power: {
    value: (out, n, _v, a, ma, b, mb) => {
      for (let i = 0; i < n; i++) out[i] = raised(a[i & ma]!, b[i & mb]!);
    },
    a: (out, n, v, a, ma, b, mb) => {
      for (let i = 0; i < n; i++) {
        const exponent = b[i & mb]!;
        out[i] = exponent === 0 ? 0 : exponent * lowered(v[i]!, a[i & ma]!, exponent);
      }
    },
    b: (out, n, v, a, ma) => {
      for (let i = 0; i < n; i++) out[i] = timesLog(v[i]!, Math.log(a[i & ma]!));
    },
    aa: (out, n, v, a, ma, b, mb) => {
      for (let i = 0; i < n; i++) {
        const factor = b[i & mb]! * (b[i & mb]! - 1);
        out[i] =
          factor === 0 ? 0 : factor * lowered(lowered(v[i]!, a[i & ma]!, b[i & mb]!), a[i & ma]!, b[i & mb]! - 1);
      }
    },
    ab: (out, n, v, a, ma, b, mb) => {
      for (let i = 0; i < n; i++) {
        const power = lowered(v[i]!, a[i & ma]!, b[i & mb]!);
        out[i] = power + b[i & mb]! * timesLog(power, Math.log(a[i & ma]!));
      }
    },
    bb: (out, n, v, a, ma) => {
      for (let i = 0; i < n; i++) out[i] = timesLog(v[i]!, Math.log(a[i & ma]!) ** 2);
    },
  },
  scaledExponential: {
    value: (out, n, _v, a, ma, b, mb) => {
      for (let i = 0; i < n; i++) out[i] = b[i & mb] === 0 ? 1 : Math.exp(a[i & ma]! * b[i & mb]!);
    },
    b: (out, n, v, a, ma) => {
      for (let i = 0; i < n; i++) out[i] = timesLog(v[i]!, a[i & ma]!);
    },
    bb: (out, n, v, a, ma) => {
      for (let i = 0; i < n; i++) out[i] = timesLog(v[i]!, a[i & ma]! * a[i & ma]!);
    },
  },
};

const unary: Readonly<Record<UnaryName, Operation>> = {
  exp: {
    value: (out, n, _v, a, ma) => {
      for (let i = 0; i < n; i++) out[i] = Math.exp(a[i & ma]!);
    },
    a: "value",
    aa: "value",
  },
  log: {
    value: (out, n, _v, a, ma) => {
      for (let i = 0; i < n; i++) out[i] = Math.log(a[i & ma]!);
    },
    a: (out, n, _v, a, ma) => {
      for (let i = 0; i < n; i++) out[i] = 1 / a[i & ma]!;
    },
    aa: (out, n, _v, a, ma) => {
      for (let i = 0; i < n; i++) out[i] = -1 / (a[i & ma]! * a[i & ma]!);
    },
  },
  sqrt: {
    value: (out, n, _v, a, ma) => {
      for (let i = 0; i < n; i++) out[i] = Math.sqrt(a[i & ma]!);
    },
    a: (out, n, v) => {
      for (let i = 0; i < n; i++) out[i] = 0.5 / v[i]!;
    },
    aa: (out, n, v) => {
      for (let i = 0; i < n; i++) out[i] = -0.25 / (v[i]! * v[i]! * v[i]!);
    },
  },
  abs: {
    value: (out, n, _v, a, ma) => {
      for (let i = 0; i < n; i++) out[i] = Math.abs(a[i & ma]!);
    },
    a: (out, n, _v, a, ma) => {
      for (let i = 0; i < n; i++) out[i] = a[i & ma]! < 0 ? -1 : 1;
    },
  },
  tanh: {
    value: (out, n, _v, a, ma) => {
      for (let i = 0; i < n; i++) out[i] = Math.tanh(a[i & ma]!);
    },
    a: (out, n, _v, a, ma) => {
      for (let i = 0; i < n; i++) out[i] = 4 * sigmoidSlope(2 * a[i & ma]!);
    },
    aa: (out, n, v, a, ma) => {
      for (let i = 0; i < n; i++) out[i] = -8 * v[i]! * sigmoidSlope(2 * a[i & ma]!);
    },
  },
  sigmoid: {
    value: (out, n, _v, a, ma) => {
      for (let i = 0; i < n; i++) {
        const e = Math.exp(-Math.abs(a[i & ma]!));
        out[i] = (a[i & ma]! < 0 ? e : 1) / (1 + e);
      }
    },
    a: (out, n, _v, a, ma) => {
      for (let i = 0; i < n; i++) out[i] = sigmoidSlope(a[i & ma]!);
    },
    aa: (out, n, v, a, ma) => {
      for (let i = 0; i < n; i++) out[i] = (1 - 2 * v[i]!) * sigmoidSlope(a[i & ma]!);
    },
  },
  sin: {
    value: (out, n, _v, a, ma) => {
      for (let i = 0; i < n; i++) out[i] = Math.sin(a[i & ma]!);
    },
    a: (out, n, _v, a, ma) => {
      for (let i = 0; i < n; i++) out[i] = Math.cos(a[i & ma]!);
    },
    aa: negated,
  },
  cos: {
    value: (out, n, _v, a, ma) => {
      for (let i = 0; i < n; i++) out[i] = Math.cos(a[i & ma]!);
    },
    a: (out, n, _v, a, ma) => {
      for (let i = 0; i < n; i++) out[i] = -Math.sin(a[i & ma]!);
    },
    aa: negated,
  },
  atan: {
    value: (out, n, _v, a, ma) => {
      for (let i = 0; i < n; i++) out[i] = Math.atan(a[i & ma]!);
    },
    a: (out, n, _v, a, ma) => {
      for (let i = 0; i < n; i++) out[i] = 1 / (1 + a[i & ma]! * a[i & ma]!);
    },
    aa: (out, n, _v, a, ma) => {
      for (let i = 0; i < n; i++) out[i] = (-2 * a[i & ma]!) / (1 + a[i & ma]! * a[i & ma]!) ** 2;
    },
  },
};

/** Every operation by name. */
export const operations: Readonly<Record<OperationName, Operation>> = { ...binary, ...powers, ...unary };
