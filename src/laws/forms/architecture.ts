import type { Form } from "../form.js";
import { amplitude, exponent, irreducible, scaleConstant, signed } from "./parameters.js";
import { quantities, targets } from "./quantities.js";

/**
 * The loss less that of a unigram model, so that vocabularies can be compared: negative, which logarithmic losses
 * cannot take. Fit it by least squares on the raw scale.
 */
export const vocabulary: Form = {
  name: "vocabulary",
  title: "Vocabulary size",
  source: "Tao et al. (2024), arXiv 2407.13623, section 4.3",
  expression: "-E + A1/Nnv^alpha1 + A2/Nv^alpha2 + B/D^beta",
  variables: [quantities.Nnv, quantities.Nv, quantities.D],
  target: targets.normalizedLoss,
  parameters: [
    { ...irreducible("E", "what a model can gain over the unigram model"), start: [1, 10] },
    amplitude("A1", "loss from limited parameters outside the vocabulary"),
    exponent("alpha1", "exponent of the parameters outside the vocabulary"),
    amplitude("A2", "loss from a small vocabulary"),
    exponent("alpha2", "exponent of the vocabulary's parameters"),
    amplitude("B", "loss from limited data"),
    exponent("beta", "exponent of D"),
  ],
};

/** P parallel streams through one model act as N (k ln P + 1) parameters. */
export const parallel: Form = {
  name: "parallel",
  title: "Parallel streams",
  source: "Chen et al. (2025), arXiv 2505.10475, section 3",
  expression: "E + (A/(N*(k*log(streams) + 1)))^alpha",
  variables: [quantities.N, quantities.streams],
  target: targets.loss,
  parameters: [
    irreducible(),
    scaleConstant("A", "parameters", "N at which the reducible loss would be 1", [1e4, 1e12]),
    { ...amplitude("k", "what a stream is worth", [0.05, 2]), lower: 1e-6, upper: 1e3 },
    exponent("alpha", "exponent of N"),
  ],
};

/** L = E + A/(S^a N^b), N the active parameters, S = total/active. */
export const sparsity: Form = {
  name: "sparsity",
  title: "Sparsity, product form",
  source: "Liew et al. (2025), arXiv 2502.03009, for mixtures grown from dense models",
  expression: "E + A/(sparsity^a*N^b)",
  variables: [quantities.N, quantities.sparsity],
  target: targets.loss,
  parameters: [
    irreducible(),
    amplitude("A", "reducible loss at N = S = 1"),
    exponent("a", "exponent of the sparsity", [0.01, 0.9]),
    exponent("b", "exponent of N"),
  ],
};

/** The product form in which the worth of sparsity changes with N. */
export const sparsityInteraction: Form = {
  ...sparsity,
  name: "sparsity-interaction",
  title: "Sparsity, product form with interaction",
  expression: "E + A/(sparsity^(a - c*log(N))*N^b)",
  parameters: [...sparsity.parameters, signed("c", "change of the sparsity's exponent with ln N", [-0.03, 0.03])],
};
