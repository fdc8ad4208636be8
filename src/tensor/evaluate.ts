import { type HostArguments, type HostResult, hostLeaves } from "./arguments.js";
import { arrayOf, tensorOf } from "./host.js";
import type { FloatType, Tensor } from "./tensor.js";
import { runFlat } from "./trace.js";
import { flattenTree } from "./tree.js";

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
    const { data, signature, rebuild } = hostLeaves(args as readonly unknown[], "argument", dtype);
    const arrays = data.map((numbers, index) => arrayOf({ data: numbers, shape: signature[index]!.shape }, dtype));
    let rebuildResult: ((leaves: readonly Tensor[]) => unknown) | undefined;
    const run = (values: readonly unknown[]) => {
      const tree = fn(...(rebuild(values) as Args));
      rebuildResult = flattenTree<unknown>(tree).rebuild;
      return tree;
    };
    const outputs = await Promise.all(runFlat(run, arrays, dtype).map(tensorOf));
    return rebuildResult?.(outputs) as HostResult<R>;
  };
}
