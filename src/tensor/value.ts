import { numpy as np } from "@jax-js/jax";
import { invalid } from "../numerics/index.js";
import type { DType, FloatType } from "./tensor.js";

/**
 * A tensor inside a program. It may be used any number of times; it lives until the function that made it returns.
 */
export interface Value {
  readonly shape: readonly number[];
  readonly dtype: DType;
}

/** What operators take: a value, or a number of the type of the other operand. */
export type Operand = Value | number;

/**
 * A value owns one reference of jax-js. An operator passes a further one on (`use`), and the end of the scope in which
 * the value was made gives back its own: so jax-js's reference counts never leave this room.
 */
class Handle implements Value {
  #array: np.Array | undefined;

  constructor(array: np.Array) {
    this.#array = array;
  }

  get shape(): readonly number[] {
    return this.#owned().shape;
  }

  get dtype(): DType {
    return this.#owned().dtype as DType;
  }

  /** A further reference, for an operator to consume. */
  use(): np.Array {
    return this.#owned().ref;
  }

  release(): void {
    this.#array?.dispose();
    this.#array = undefined;
  }

  #owned(): np.Array {
    if (this.#array === undefined)
      throw invalid("value", "of a function that has returned", "a value made in this one");
    return this.#array;
  }
}

/** The values made while one function runs, and the type of its floating-point numbers. */
interface Scope {
  readonly float: FloatType;
  readonly handles: Handle[];
}

/** Tracing is a synchronous call of the function, so the scopes form a stack. */
const scopes: Scope[] = [];

/** Whether this is a value inside a program. */
export function isValue(value: unknown): value is Value {
  return value instanceof Handle;
}

/** The floating-point type of the program being traced. */
export function floatType(): FloatType {
  return scope().float;
}

/** Runs `body` in a scope of its own, by default of the enclosing type, and gives back all values that it made. */
export function inScope<R>(body: () => R, float: FloatType = floatType()): R {
  const inner: Scope = { float, handles: [] };
  scopes.push(inner);
  try {
    return body();
  } finally {
    scopes.pop();
    for (const handle of inner.handles) handle.release();
  }
}

/** A value that takes over the reference to `array`. @throws InputError for a tensor without elements */
export function wrap(array: np.Array): Value {
  if (array.shape.includes(0)) throw invalid("shape", array.shape, "a tensor of at least one element");
  const handle = new Handle(array);
  scope().handles.push(handle);
  return handle;
}

/** A new reference to the array of a value, or a scalar of the program's type (or `dtype`) for a number. */
export function unwrap(x: Operand, dtype: DType = floatType()): np.Array {
  if (x instanceof Handle) return x.use();
  if (typeof x === "number") return np.full([], dtype === "bool" ? x !== 0 : x, { dtype: dtype as np.DType });
  throw invalid("operand", x, "a value of this program or a number");
}

/** The numbers of a value that depends on no argument, where they are there before the program runs; else undefined. */
export function knownNumbers(x: Value): ArrayLike<number> | undefined {
  const array = unwrap(x);
  // The types give this class to traced arrays as well.
  const isConcrete: boolean = array instanceof np.Array;
  if (isConcrete) return array.dataSync();
  array.dispose();
  return undefined;
}

/** The shape of an operand; a number has none. */
export function shapeOf(x: Operand): readonly number[] {
  return typeof x === "number" ? [] : x.shape;
}

/**
 * New references to operands of one type. The types join as in NumPy; a number takes the type of the values beside it,
 * or the program's floating-point type where it is a fraction beside whole numbers.
 */
export function unwrapTogether(...xs: readonly Operand[]): np.Array[] {
  const dtype = commonType(xs);
  return xs.map((x) => {
    const array = unwrap(x, dtype);
    return array.dtype === dtype ? array : array.astype(dtype as np.DType);
  });
}

const rank: readonly DType[] = ["bool", "int32", "float32", "float64"];

function commonType(xs: readonly Operand[]): DType {
  const values = xs.filter((x) => typeof x !== "number");
  if (values.length === 0) return floatType();
  const highest = Math.max(...values.map(({ dtype }) => rank.indexOf(dtype)));
  const joined = rank[highest]!;
  const numbers = xs.filter((x) => typeof x === "number");
  if (joined === "float32" || joined === "float64" || numbers.length === 0) return joined;
  return joined === "int32" && numbers.every(Number.isInteger) ? "int32" : floatType();
}

function scope(): Scope {
  const innermost = scopes.at(-1);
  if (!innermost) throw invalid("place of an operator", "outside of a program", "a function given to program()");
  return innermost;
}
