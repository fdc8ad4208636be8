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

/**
 * A sum of products in Einstein's notation, `einsum("bik,bjk->bij", q, k)`: one letter for each axis; letters that the
 * result lacks are summed over.
 * @throws InputError where the notation does not fit the operands, or a letter stands for two lengths.
 */
export function einsum(spec: string, ...xs: readonly Value[]): Value {
  const { operands, result } = parsed(spec, xs);
  // jax-js's own parser needs iterator helpers, which Node lacks before version 22; lists of axes it takes as well.
  const axes = (letters: string) => [...letters].map((letter) => letter.charCodeAt(0) - "A".charCodeAt(0));
  const pairs = unwrapTogether(...xs).flatMap((array, index) => [array, axes(operands[index]!)]);
  return wrap(np.einsum(...pairs, axes(result)));
}

function parsed(spec: string, xs: readonly Value[]): { operands: string[]; result: string } {
  const match = /^([A-Za-z]*(?:,[A-Za-z]*)*)->([A-Za-z]*)$/.exec(spec.replaceAll(" ", ""));
  const operands = match?.[1]?.split(",") ?? [];
  const result = match?.[2] ?? "";
  const ranks = xs.map(({ shape }) => shape.length);
  const fits = operands.length === xs.length && operands.every(({ length }, index) => length === ranks[index]);
  const known = new Set(operands.join(""));
  if (!fits || [...result].some((letter) => !known.has(letter)) || new Set(result).size < result.length) {
    throw invalid("notation of einsum", spec, `letters for operands of ${ranks.join(", ")} axes, as in "ij,jk->ik"`);
  }
  const lengths = new Map<string, number>();
  for (const [index, letters] of operands.entries()) {
    for (const [axis, letter] of [...letters].entries()) {
      const length = xs[index]!.shape[axis]!;
      if ((lengths.get(letter) ?? length) !== length) {
        throw invalid(`length of ${letter} in einsum ${spec}`, length, `${lengths.get(letter)}`);
      }
      lengths.set(letter, length);
    }
  }
  return { operands, result };
}
