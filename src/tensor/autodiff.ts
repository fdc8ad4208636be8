import type { numpy as np } from "@jax-js/jax";
import * as jax from "@jax-js/jax";
import { invalid } from "../numerics/index.js";
import { flattenTree, type Mapped } from "./tree.js";
import { inScope, type Operand, unwrap, type Value, wrap } from "./value.js";

/** A loss: of parameters (a tree of values, differentiated) and whatever else it needs (trees, held constant). */
export type Loss<P, R extends readonly unknown[]> = (parameters: P, ...rest: R) => Value;

/** The gradient of a scalar function in its first argument, as a tree of the same form. */
export function grad<P, R extends readonly unknown[]>(
  loss: Loss<P, R>,
): (parameters: P, ...rest: R) => Mapped<P, Value> {
  const both = valueAndGrad(loss);
  return (parameters, ...rest) => both(parameters, ...rest)[1];
}

/**
 * The value and the gradient of a scalar function in its first argument, from one forward and one backward pass.
 * @throws InputError where the function's value is not a scalar.
 */
export function valueAndGrad<P, R extends readonly unknown[]>(
  loss: Loss<P, R>,
): (parameters: P, ...rest: R) => [Value, Mapped<P, Value>] {
  const withAux = valueAndGradAux((parameters: P, ...rest: R): [Value, []] => [loss(parameters, ...rest), []]);
  return (parameters, ...rest) => {
    const [[value], gradient] = withAux(parameters, ...rest);
    return [value, gradient];
  };
}

/**
 * As `valueAndGrad` for a function that returns `[loss, aux]`: the auxiliary tree of values comes out beside the loss
 * and is not differentiated. Gives `[[loss, aux], gradient]`.
 */
export function valueAndGradAux<P, R extends readonly unknown[], A>(
  loss: (parameters: P, ...rest: R) => readonly [Value, A],
): (parameters: P, ...rest: R) => [[Value, Mapped<A, Value>], Mapped<P, Value>] {
  return (parameters, ...rest) => {
    const flat = flattenTree(parameters);
    if (flat.leaves.length === 0) throw invalid("parameters", parameters, "a tree with at least one value");
    let rebuildAux: ((leaves: readonly Value[]) => Mapped<A, Value>) | undefined;
    const flatLoss = (...arrays: np.Array[]): [np.Array, np.Array[]] =>
      inScope(() => {
        const [value, aux] = loss(flat.rebuild(arrays.map(wrap)) as P, ...rest);
        if (value.shape.length > 0) throw invalid("shape of the loss", value.shape, "[], a scalar");
        const flatAux = flattenTree(aux);
        rebuildAux = flatAux.rebuild;
        return [unwrap(value), flatAux.leaves.map((leaf) => unwrap(leaf as Operand))];
      });
    const argnums = flat.leaves.map((_, index) => index);
    const differentiate = jax.valueAndGrad(flatLoss as unknown as (...arrays: np.Array[]) => np.Array, {
      argnums,
      hasAux: true,
    });
    const results = differentiate(...flat.leaves.map((leaf) => unwrap(leaf as Operand)));
    const [[value, aux], gradients] = results as unknown as [[np.Array, np.Array[]], np.Array[]];
    // An input that is returned as it came is still dressed in jax-js's inner trace; fullLower undresses it.
    const lowered = aux.map((array) => wrap(array.fullLower() as np.Array));
    return [[wrap(value), rebuildAux!(lowered)], flat.rebuild(gradients.map(wrap))];
  };
}

/**
 * Maps a function over an axis of its arguments: `f` sees each argument without that axis, and its results gain a
 * leading one. `inAxes` names the axis of each argument (null: the whole argument every time), by default 0 for all.
 */
export function vmap<Args extends readonly unknown[], R>(
  f: (...args: Args) => R,
  inAxes: number | readonly (number | null)[] = 0,
): (...args: Args) => Mapped<R, Value> {
  return (...args) => {
    const flat = args.map((arg) => flattenTree(arg));
    const axes = flat.flatMap(({ leaves }, index) =>
      leaves.map(() => (typeof inAxes === "number" ? inAxes : (inAxes[index] ?? null))),
    );
    let rebuildResult: ((leaves: readonly Value[]) => Mapped<R, Value>) | undefined;
    const flatFunction = (...arrays: np.Array[]): np.Array[] =>
      inScope(() => {
        const values = arrays.map(wrap);
        const mapped = flat.map((tree) => tree.rebuild(values.splice(0, tree.leaves.length)));
        const result = flattenTree(f(...(mapped as unknown as Args)));
        rebuildResult = result.rebuild;
        return result.leaves.map((leaf) => unwrap(leaf as Operand));
      });
    const operands = flat.flatMap(({ leaves }) => leaves.map((leaf) => unwrap(leaf as Operand)));
    const outputs = jax.vmap(flatFunction, axes)(...operands);
    return rebuildResult!(outputs.map(wrap));
  };
}
