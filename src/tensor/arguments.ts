import { invalid } from "../numerics/index.js";
import { checkTensor, dataAs, type FloatType, type Tensor, type TensorData, typeOf } from "./tensor.js";
import type { Signature } from "./trace.js";
import { flattenTree, type Mapped } from "./tree.js";

/** A tree from outside, taken apart and in the program's types. */
export interface HostLeaves {
  readonly data: readonly TensorData[];
  readonly signature: readonly NamedSignature[];
  /** A tree of the same form with other leaves. */
  rebuild(leaves: readonly unknown[]): unknown;
}

/** The name, shape and type of a leaf. */
export type NamedSignature = Signature & { readonly name: string };

/** What a program takes in the place of its values: tensors or numbers in the same tree. */
export type HostArguments<Args extends readonly unknown[]> = {
  [K in keyof Args]: Mapped<Args[K], Tensor | number>;
};

/** What a program gives: tensors in the tree of its result. */
export type HostResult<R> = Mapped<R, Tensor>;

/**
 * Takes a tree of tensors and numbers apart, with floating-point numbers in the type `float`.
 * @param name of the whole tree in names and messages.
 * @throws InputError naming the leaf that is not a tensor or whose data do not fit its shape.
 */
export function hostLeaves(tree: unknown, name: string, float: FloatType): HostLeaves {
  const { leaves, names, rebuild } = flattenTree(tree, name);
  const tensors = leaves.map((leaf, index) => hostTensor(leaf, names[index]!));
  return {
    data: tensors.map(({ data }) => dataAs(data, float)),
    signature: tensors.map((value, index) => {
      const dtype = typeOf(value) === "int32" ? "int32" : float;
      return { name: names[index]!, shape: value.shape, dtype };
    }),
    rebuild,
  };
}

/** A leaf as a checked tensor; a number is a scalar. */
export function hostTensor(leaf: unknown, name: string): Tensor {
  if (typeof leaf === "number") return { data: Float64Array.of(leaf), shape: [] };
  return checkTensor(leaf as Tensor, name);
}

/** @throws InputError naming the first leaf whose place, shape or type is not as expected. */
export function sameSignature(expected: readonly NamedSignature[], actual: readonly NamedSignature[]): void {
  for (const [index, leaf] of actual.entries()) {
    const like = expected[index];
    if (like?.name !== leaf.name) throw invalid("tree", leaf.name, like?.name ?? "no further leaf");
    if (like.shape.join() !== leaf.shape.join()) {
      throw invalid(`shape of ${leaf.name}`, leaf.shape, JSON.stringify(like.shape));
    }
    if (like.dtype !== leaf.dtype) throw invalid(`type of ${leaf.name}`, leaf.dtype, like.dtype);
  }
  const missing = expected[actual.length];
  if (missing) throw invalid("tree", "nothing", missing.name);
}
