import type { Form } from "../form.js";
import { exponent, scaleConstant } from "./parameters.js";
import type { Scale } from "./power.js";
import { quantities, targets } from "./quantities.js";

const equations: Readonly<Record<Scale, string>> = { N: "1.1", D: "1.2", C: "1.3" };

/**
 * L = (x_c/x)^α, Kaplan's laws of one resource with the others ample: `kaplan-N` (N without embeddings), `kaplan-D`,
 * `kaplan-C` (of compute spent optimally, C_min). The scale x_c lies far beyond the data: it is where L would be 1.
 */
export function kaplanSingle(x: Scale): Form {
  return {
    name: `kaplan-${x}`,
    title: `Kaplan's L(${x === "C" ? "C_min" : x})`,
    source: `Kaplan et al. (2020), arXiv 2001.08361, eq. ${equations[x]}`,
    expression: `(${x}_c/${x})^alpha_${x}`,
    variables: [quantities[x]],
    target: targets.loss,
    parameters: [
      scaleConstant(`${x}_c`, quantities[x].unit, `${x} at which the loss would be 1 nat`, [1e8, 1e30]),
      exponent(`alpha_${x}`, `exponent of ${x}`, [0.02, 0.3]),
    ],
  };
}

/** Kaplan's joint L(N, D) without irreducible loss. */
export const kaplan: Form = {
  name: "kaplan",
  title: "Kaplan's joint L(N, D)",
  source: "Kaplan et al. (2020), arXiv 2001.08361, eq. 1.5",
  expression: "((N_c/N)^(alpha_N/alpha_D) + D_c/D)^alpha_D",
  variables: [quantities.N, quantities.D],
  target: targets.loss,
  parameters: [
    scaleConstant("N_c", "parameters", "N at which the loss would be 1 nat, data ample", [1e10, 1e18]),
    scaleConstant("D_c", "tokens", "D at which the loss would be 1 nat, the model ample", [1e10, 1e18]),
    exponent("alpha_N", "exponent of N", [0.02, 0.3]),
    { ...exponent("alpha_D", "exponent of D", [0.02, 0.3]), lower: 1e-4 },
  ],
};
