import type { Form } from "../form.js";
import { amplitude, exponent, irreducible, signed } from "./parameters.js";
import { quantities, targets } from "./quantities.js";

const common = {
  variables: [quantities.N, quantities.experts],
  target: targets.loss,
} as const;

const dense = [
  irreducible(),
  amplitude("A", "reducible loss of a dense model at N = 1"),
  exponent("alpha", "exponent of N"),
] as const;

/**
 * L = E + A/(N^α (experts + e)^β): the product form with a shift, so that a dense model and the first few experts need
 * not lie on the power law. As the reducible part shrinks with N, so does what experts gain.
 */
export const moeShifted: Form = {
  name: "moe-shifted",
  title: "Experts as a shifted power of their number",
  source: "this project's: the product form (moe-product) with Clark's lower saturation as a shift",
  expression: "E + A/(N^alpha*(experts + shift)^beta)",
  ...common,
  parameters: [
    ...dense,
    { ...amplitude("shift", "experts that a dense model is ahead by", [0.3, 10]), lower: 1e-3, upper: 1e3 },
    exponent("beta", "exponent of the number of experts", [0.01, 0.5]),
  ],
};

/** L = E + A/N_eff^α with N_eff = N (1 + k (experts − 1)^b): idle experts count for a power of their number. */
export const moeEffective: Form = {
  name: "moe-effective",
  title: "Effective parameters of a mixture of experts",
  source: "this project's: Chinchilla's term of N with effective parameters, as for parallel streams",
  expression: "E + A/(N*(1 + k*(experts - 1)^b))^alpha",
  ...common,
  parameters: [
    ...dense,
    { ...amplitude("k", "what the second expert is worth", [0.1, 3]), lower: 1e-6, upper: 1e3 },
    exponent("b", "exponent of the idle experts", [0.2, 1]),
  ],
};

/** L = E + (A/N^α)(1 − g ln experts): every doubling of the experts removes the same share of the reducible loss. */
export const moeLogarithmic: Form = {
  name: "moe-logarithmic",
  title: "Experts by their logarithm",
  source: "this project's: first-order expansion of the product form (moe-product) in ln experts",
  expression: "E + A/N^alpha*(1 - g*log(experts))",
  ...common,
  parameters: [...dense, signed("g", "share of the reducible loss that e times the experts remove", [0, 0.15])],
};
