import type { Form } from "../form.js";
import { amplitude, exponent, irreducible, scaleConstant, signed } from "./parameters.js";
import { quantities, targets } from "./quantities.js";

/** Ê, the number of experts that counts: E_start for a dense model, E_max for one with endless experts. */
const saturated = "Eh = 1/(1/(experts - 1 + 1/(1/E_start - 1/E_max)) + 1/E_max);";

/** Both bounds of Ê; their ranges do not meet, as Ê has no meaning where they do. */
const saturation = [
  { ...scaleConstant("E_start", "experts", "experts that a dense model counts for", [1, 5]), lower: 1, upper: 10 },
  {
    ...scaleConstant("E_max", "experts", "experts that endless experts count for", [50, 2000]),
    lower: 10.1,
    upper: 1e6,
  },
];

/**
 * log10 L bilinear in log10 N and log10 Ê, N the parameters of the dense model with the same work for each token. The
 * positive c makes experts worthless beyond N = 10^(−b/c).
 */
export const moeClark: Form = {
  name: "moe-clark",
  title: "Routed language models, L(N, E)",
  source: "Clark et al. (2022), arXiv 2202.01169, eqs. 1 and 7",
  expression: `${saturated} 10^(a*log10(N) + b*log10(Eh) + c*log10(N)*log10(Eh) + d)`,
  variables: [quantities.N, quantities.experts],
  target: targets.loss,
  parameters: [
    signed("a", "exponent of N for Ê = 1", [-0.2, -0.02]),
    signed("b", "exponent of Ê for N = 1", [-0.3, -0.02]),
    signed("c", "interaction of N and Ê", [0, 0.03]),
    signed("d", "log10 of the loss at N = Ê = 1", [0.5, 2]),
    ...saturation,
  ],
};

/** L(N, D, Ê) for dense models and mixtures together: N active parameters (total ones follow from N and E), D tokens. */
export const moeJoint: Form = {
  name: "moe-joint",
  title: "Joint law of dense models and mixtures of experts",
  source: "Ludziejewski et al. (2025), arXiv 2502.05172, eq. 6",
  expression: `${saturated}
    a*Eh^delta*N^(alpha + gamma*log(Eh)) + b*Eh^omega*D^(beta + zeta*log(Eh)) + c`,
  variables: [quantities.N, quantities.D, quantities.experts],
  target: targets.loss,
  parameters: [
    amplitude("a", "loss from limited parameters"),
    signed("alpha", "exponent of N for Ê = 1", [-0.5, -0.05]),
    signed("delta", "exponent of Ê in the parameters' term", [-0.5, 0.2]),
    signed("gamma", "interaction of N and Ê", [-0.02, 0.04]),
    amplitude("b", "loss from limited data"),
    signed("beta", "exponent of D for Ê = 1", [-0.5, -0.05]),
    signed("omega", "exponent of Ê in the data's term", [-0.2, 1]),
    signed("zeta", "interaction of D and Ê", [-0.06, 0.02]),
    irreducible("c"),
    ...saturation,
  ],
};

/** Fine-grained experts. N counts all parameters without embeddings, of 64 experts in the paper, not the active ones. */
export const moeGranularity: Form = {
  name: "moe-granularity",
  title: "Fine-grained mixture of experts, L(N, D, G)",
  source: "Ludziejewski, Krajewski et al. (2024), arXiv 2402.07871, eq. 9",
  expression: "c + g/(G^gamma*N^alpha) + a/N^alpha + b/D^beta",
  variables: [quantities.N, quantities.D, quantities.G],
  target: targets.loss,
  parameters: [
    irreducible("c"),
    amplitude("g", "what coarse experts cost", [0.1, 100]),
    exponent("gamma", "exponent of the granularity", [0.1, 2]),
    amplitude("a", "loss from limited parameters at endless granularity"),
    exponent("alpha", "exponent of N"),
    amplitude("b", "loss from limited data"),
    exponent("beta", "exponent of D"),
  ],
};

/** L = E + A/(N^α E^β), N the dense parameters: experts as a fixed exchange for parameters. */
export const moeProduct: Form = {
  name: "moe-product",
  title: "Experts as a power of their number",
  source: "the product form among those of arXiv 2604.22753 (ScaleBench, task moe)",
  expression: "E + A/(N^alpha*experts^beta)",
  variables: [quantities.N, quantities.experts],
  target: targets.loss,
  parameters: [
    irreducible(),
    amplitude("A", "reducible loss at N = E = 1"),
    exponent("alpha", "exponent of N"),
    exponent("beta", "exponent of the number of experts", [0.01, 0.5]),
  ],
};
