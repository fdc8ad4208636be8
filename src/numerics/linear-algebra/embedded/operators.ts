import { type InstructionSet, instantiateKernels, type Kernels } from "../../kernels/kernels.js";
import { requireFilled } from "../checks.js";
import type { Matrix } from "../matrix.js";
import type { LinearAlgebra, Multiply } from "../provider.js";

/**
 * `withOperator` on kernels of its own, whose memory no other operation divides anew: nested matrices lie one above the
 * other in it. A product is bound by the reading of A, so one core and SIMD are all that it can use; the OpenBLAS provider
 * takes this one too, whose latency does not depend on threads that must wake up first.
 */
export function operatorStack(instructionSet?: InstructionSet): LinearAlgebra["withOperator"] {
  let kernels: Kernels | undefined;
  let used = 0;
  return (a, use) => {
    requireFilled("withOperator", "A", a);
    kernels ??= instantiateKernels(instructionSet);
    const below = used;
    const [, pa, px, py] = kernels.allocate(below, a.data.length, a.columns, a.rows);
    kernels.view(pa, a.data.length).set(a.data);
    used = below + a.data.length + a.columns + a.rows + 24;
    try {
      return use(multiplier(kernels, a, [pa, px, py]));
    } finally {
      used = below;
    }
  };
}

function multiplier(kernels: Kernels, { rows, columns }: Matrix, [pa, px, py]: [number, number, number]): Multiply {
  return (x, out) => {
    kernels.view(px, columns).set(x);
    const product = kernels.view(py, rows);
    product.fill(0);
    kernels.call.dotRows(rows, columns, 1, pa, columns, px, py);
    out.set(product);
    return out;
  };
}
