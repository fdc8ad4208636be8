import type { numpy as np } from "@jax-js/jax";
import * as jax from "@jax-js/jax";
import type { DType, FloatType } from "./tensor.js";
import { flattenTree } from "./tree.js";
import { inScope, type Operand, unwrap, wrap } from "./value.js";

/** The shape and type of one argument of a trace. */
export interface Signature {
  readonly shape: readonly number[];
  readonly dtype: DType;
}

/** What a function does to arguments of certain shapes, as equations over primitives. */
export interface Traced {
  readonly jaxpr: jax.ClosedJaxpr;
  /** The shapes and types of the flat results. */
  readonly outputs: readonly Signature[];
}

/** A function of flat values, as traces and evaluations call it; it may return a tree. */
export type FlatFunction = (values: readonly Operand[]) => unknown;

/**
 * Traces a function by calling it once with values of the given shapes.
 * @param float the type of the program's floating-point numbers.
 */
export function trace(fn: FlatFunction, inputs: readonly Signature[], float: FloatType): Traced {
  const avals = inputs.map(({ shape, dtype }) => new Aval([...shape], dtype));
  const flat = (...arrays: np.Array[]): np.Array[] => runFlat(fn, arrays, float);
  const { jaxpr } = jax.makeJaxpr(flat)(...(avals as unknown as np.Array[]));
  const simple = jaxpr.mapJaxpr((inner) => inner.flatten().simplify());
  const outputs = simple.jaxpr.outs.map(({ aval }) => ({ shape: aval.shape, dtype: aval.dtype as DType }));
  return { jaxpr: simple, outputs };
}

/** Calls a function in a scope of its own; arrays in and arrays out, every reference owned by the receiver. */
export function runFlat(fn: FlatFunction, arrays: readonly np.Array[], float: FloatType): np.Array[] {
  return inScope(() => {
    const { leaves } = flattenTree(fn(arrays.map(wrap)));
    return leaves.map((leaf) => unwrap(leaf as Operand));
  }, float);
}

/** What jax-js's tracer reads of an argument: its abstract value. Its own class is not exported. */
class Aval {
  readonly weakType = false;
  constructor(
    readonly shape: number[],
    readonly dtype: DType,
  ) {}
}
