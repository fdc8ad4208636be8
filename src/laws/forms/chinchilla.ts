import type { Form } from "../form.js";
import { amplitude, exponent, irreducible } from "./parameters.js";
import { quantities, targets } from "./quantities.js";

/** L(N, D) = E + A/N^α + B/D^β. */
export const chinchilla: Form = {
  name: "chinchilla",
  title: "Chinchilla's L(N, D)",
  source: "Hoffmann et al. (2022), arXiv 2203.15556, eq. 2 (approach 3)",
  expression: "E + A/N^alpha + B/D^beta",
  variables: [quantities.N, quantities.D],
  target: targets.loss,
  parameters: [
    irreducible(),
    amplitude("A", "loss from limited parameters at N = 1"),
    amplitude("B", "loss from limited data at D = 1"),
    exponent("alpha", "exponent of N"),
    exponent("beta", "exponent of D"),
  ],
};
