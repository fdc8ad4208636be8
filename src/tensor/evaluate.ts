import { arrayOf, tensorOf } from "./host.js";
import { type FloatType, type Tensor, tensor } from "./tensor.js";
import { runFlat } from "./trace.js";
import { flattenTree, type Mapped } from "./tree.js";

/** What a program takes in the place of its values: tensors or numbers in the same tree. */
export type HostArguments<Args extends readonly unknown[]> = {
  [K in keyof Args]: Mapped<Args[K], Tensor | number>;
};

/** What a program gives: tensors in the tree of its result. */
export type HostResult<R> = Mapped<R, Tensor>;

/**
 * Runs a function at once by jax-js's own kernels, operator by operator: the peer that programs are checked against.
 * Its exp, log, sin and tanh have only the accuracy of float32, in either type.
 * @param dtype the type of the floating-point numbers.
 */
export function evaluate<Args extends readonly unknown[], R>(
  fn: (...args: Args) => R,
  dtype: FloatType = "float32",
): (...args: HostArguments<Args>) => Promise<HostResult<R>> {
  return async (...args) => {
    const inputs = flattenTree(args as readonly unknown[]);
    const arrays = inputs.leaves.map((leaf) => arrayOf(hostTensor(leaf as Tensor | number), dtype));
    let rebuild: ((leaves: readonly Tensor[]) => HostResult<R>) | undefined;
    const outputs = runFlat(
      (values) => {
        const result = fn(...(inputs.rebuild(values) as unknown as Args));
        rebuild = flattenTree(result).rebuild;
        return result;
      },
      arrays,
      dtype,
    );
    return rebuild!(await Promise.all(outputs.map(tensorOf)));
  };
}

/** A number as a scalar tensor. */
export function hostTensor(leaf: Tensor | number): Tensor {
  return typeof leaf === "number" ? tensor(Float64Array.of(leaf), []) : leaf;
}
