import type { Form } from "../form.js";
import { amplitude, exponent, fraction, irreducible } from "./parameters.js";
import { quantities, targets } from "./quantities.js";

const source = "Gadre et al. (2024), arXiv 2403.08540";

/** L(C, M) with one exponent for N and D: how the loss grows when M = D/N moves from its optimum at fixed C. */
export const overTraining: Form = {
  name: "over-training",
  title: "Over-training law L(C, M)",
  source: `${source}, eq. 4`,
  expression: "E + a*M^eta/C^eta + b/(M*C)^eta",
  variables: [quantities.C, quantities.M],
  target: targets.loss,
  parameters: [
    irreducible(),
    amplitude("a", "loss from limited parameters"),
    amplitude("b", "loss from limited data"),
    exponent("eta", "exponent of C, half that of N", [0.03, 0.5]),
  ],
};

/** The same law in N and M: E + A/N^α + B/(M N)^α, α = 2 η, a = A 6^η, b = B 6^η. */
export const overTrainingByParameters: Form = {
  name: "over-training-N",
  title: "Over-training law L(N, M)",
  source: `${source}, eq. 4 with C = 6 N² M`,
  expression: "E + A/N^alpha + B/(M*N)^alpha",
  variables: [quantities.N, quantities.M],
  target: targets.loss,
  parameters: [
    irreducible(),
    amplitude("A", "loss from limited parameters at N = 1"),
    amplitude("B", "loss from limited data at D = 1"),
    exponent("alpha", "exponent of N and D"),
  ],
};

/** Downstream error from loss: error = ε − k exp(−γ L), with ε near the error of guessing. */
export const downstream: Form = {
  name: "downstream",
  title: "Downstream error from loss",
  source: `${source}, eq. 5`,
  expression: "epsilon - k*exp(-gamma*L)",
  variables: [quantities.L],
  target: targets.error,
  parameters: [
    fraction("epsilon", "error at high loss", [0.3, 1]),
    amplitude("k", "how far the error can fall", [0.1, 100]),
    { ...amplitude("gamma", "decay of what is learned with the loss", [0.1, 5]), unit: "per nat" },
  ],
};
