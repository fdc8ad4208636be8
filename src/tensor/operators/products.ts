import { numpy as np } from "@jax-js/jax";
import { invalid } from "../../numerics/index.js";
import { unwrapTogether, type Value, wrap } from "../value.js";

/**
 * The matrix product with NumPy's rules: `[…, m, k] × […, k, n] → […, m, n]` with broadcast leading axes; a vector on
 * the left is a row and on the right a column, and its axis is dropped again.
 * @throws InputError where the inner lengths differ or an operand is a scalar.
 */
export function matmul(a: Value, b: Value): Value {
  const inner = a.shape.at(-1);
  if (inner === undefined || b.shape.length === 0 || inner !== b.shape.at(b.shape.length === 1 ? -1 : -2)) {
    throw invalid("shapes of matmul", [a.shape, b.shape], "[…, m, k] and […, k, n]");
  }
  const [x, y] = unwrapTogether(a, b) as [np.Array, np.Array];
  if (b.shape.length === 1) return wrap(np.vecdot(x, y));
  const columns = np.swapaxes(y, -1, -2);
  if (a.shape.length === 1) return wrap(np.vecdot(x, columns));
  const left = x.reshape([...a.shape.slice(0, -1), 1, inner]);
  const right = columns.reshape([...b.shape.slice(0, -2), 1, b.shape.at(-1)!, inner]);
  return wrap(np.vecdot(left, right));
}

/** A sum of products in Einstein's notation: `einsum("bik,bjk->bij", q, k)`. */
export function einsum(spec: string, ...xs: readonly Value[]): Value {
  return wrap(np.einsum(spec, ...unwrapTogether(...xs)));
}
