import { type InstructionSet, instantiateKernels } from "../kernels/kernels.js";
import { operatorStack } from "./embedded/operators.js";
import { gemm, syrk } from "./embedded/products.js";
import { svd } from "./embedded/svd.js";
import { eigenvalues, eigh } from "./embedded/symmetric.js";
import { cholesky, solve, solvePositive } from "./embedded/systems.js";
import type { LinearAlgebra } from "./provider.js";

/**
 * Linear algebra on the project's own WebAssembly kernels, one thread, in Node and in browsers (in a worker: some
 * browsers do not compile it on the page itself). Each instance has its own memory, which grows with the largest
 * matrices it has seen.
 *
 * @param instructionSet the best that this engine has, unless told; in Node 20 relaxed SIMD needs
 * `--experimental-wasm-relaxed-simd`
 * @throws RangeError (from each operation) where the matrices do not fit 4 GiB
 */
export function embeddedProvider(instructionSet?: InstructionSet): LinearAlgebra {
  const kernels = instantiateKernels(instructionSet);
  return {
    name: "embedded",
    description: describe(kernels.instructionSet),
    gemm: (a, b, options = {}) => gemm(kernels, a, b, options),
    withOperator: operatorStack(kernels.instructionSet),
    syrk: (a) => syrk(kernels, a),
    cholesky: (a) => cholesky(kernels, a),
    solve: (a, b) => solve(kernels, a, b),
    solvePositive: (a, b) => solvePositive(kernels, a, b),
    eigenvalues: (a) => eigenvalues(kernels, a),
    eigh: (a) => eigh(kernels, a),
    svd: (a) => svd(kernels, a),
  };
}

function describe(instructionSet: InstructionSet): string {
  const speed = instructionSet === "relaxed-simd" ? "relaxed SIMD with fused multiply-add" : "SIMD";
  return `embedded WebAssembly kernels, ${speed}, 1 thread`;
}
