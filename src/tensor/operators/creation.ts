import { invalid } from "../../numerics/index.js";
import { arrayOf } from "../host.js";
import { type DType, sizeOf, type Tensor, tensor } from "../tensor.js";
import { floatType, type Operand, type Value, wrap } from "../value.js";
import { cast, equal } from "./elementwise.js";
import { broadcastTo, expandDims } from "./shapes.js";

/** The given value everywhere; `dtype` is by default the program's floating-point type. */
export function full(shape: readonly number[], value: Operand, dtype: DType | "float" = "float"): Value {
  return broadcastTo(cast(value, dtype), shape);
}

/** Zeros; `dtype` is by default the program's floating-point type. */
export function zeros(shape: readonly number[], dtype: DType | "float" = "float"): Value {
  return full(shape, 0, dtype);
}

/** Ones; `dtype` is by default the program's floating-point type. */
export function ones(shape: readonly number[], dtype: DType | "float" = "float"): Value {
  return full(shape, 1, dtype);
}

/** 0, 1, …, n − 1 as int32. */
export function arange(n: number): Value {
  return constant(tensor(Int32Array.from({ length: n }, (_, index) => index)));
}

/** The identity matrix `[n, n]`. */
export function eye(n: number): Value {
  return matrixOf(n, (i, j) => (i === j ? 1 : 0));
}

/** The lower triangle of ones, diagonal included, `[n, n]`: the mask of a causal attention. */
export function tril(n: number): Value {
  return matrixOf(n, (i, j) => (j <= i ? 1 : 0));
}

/** Rows of the identity: `[…] → […, depth]` from int32 indices, in the program's floating-point type. */
export function oneHot(indices: Value, depth: number): Value {
  if (indices.dtype !== "int32") throw invalid("type of indices", indices.dtype, "int32");
  return cast(equal(expandDims(indices, -1), arange(depth)), "float");
}

/** A tensor from outside, as a constant of the program; floating-point numbers take the program's type. */
export function constant(value: Tensor): Value {
  return wrap(arrayOf(value, floatType()));
}

function matrixOf(n: number, entry: (i: number, j: number) => number): Value {
  const data = Float64Array.from({ length: sizeOf([n, n]) }, (_, index) => entry(Math.floor(index / n), index % n));
  return constant({ data, shape: [n, n] });
}
