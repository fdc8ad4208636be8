import { jit, type numpy as np } from "@jax-js/jax";
import { arrayOf, tensorOf } from "../host.js";
import type { FloatType } from "../tensor.js";
import { type FlatFunction, runFlat, type Signature } from "../trace.js";
import type { Executable } from "./executable.js";

/** A function compiled by jax-js for its own WebAssembly kernels. */
export function compileKernels(fn: FlatFunction, inputs: readonly Signature[], float: FloatType): Executable {
  const compiled = jit((...arrays: np.Array[]) => runFlat(fn, arrays, float));
  return {
    engine: "jax-js",
    async run(data) {
      const arrays = data.map((numbers, index) => arrayOf({ data: numbers, shape: inputs[index]!.shape }, float));
      const results = compiled(...arrays);
      return Promise.all(results.map(async (result) => (await tensorOf(result)).data));
    },
    async dispose() {
      compiled.dispose();
    },
  };
}
