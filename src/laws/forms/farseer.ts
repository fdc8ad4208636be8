import type { Form } from "../form.js";
import { signed } from "./parameters.js";
import { quantities, targets } from "./quantities.js";

/** L(N, D) whose offset, amplitude and exponent of D all change with N, each as a stretched exponential. */
export const farseer: Form = {
  name: "farseer",
  title: "Farseer's L(N, D)",
  source: "Li et al. (2025), arXiv 2506.10972, section 3",
  expression: "exp(a3*N^gamma + b3) + exp(a2*N^beta + b2)*D^(-exp(a1*N^alpha + b1))",
  variables: [quantities.N, quantities.D],
  target: targets.loss,
  parameters: [
    signed("a1", "change of D's exponent with N", [-4, -0.2]),
    signed("alpha", "how fast D's exponent changes", [0.01, 0.12]),
    signed("b1", "log of D's exponent at small N", [-1, 6]),
    signed("a2", "change of the data term with N", [10, 1000]),
    signed("beta", "how fast the data term changes", [-0.4, -0.05]),
    signed("b2", "log of the data term at large N", [-4, 4]),
    signed("a3", "change of the loss at endless data with N", [-0.3, -0.005]),
    signed("gamma", "how fast the loss at endless data changes", [0.05, 0.25]),
    signed("b3", "log of the loss at endless data at small N", [-0.5, 2]),
  ],
};
