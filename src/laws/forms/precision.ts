import type { Form, FormParameter } from "../form.js";
import { chinchilla } from "./chinchilla.js";
import { amplitude, exponent } from "./parameters.js";
import { quantities, targets } from "./quantities.js";

const source = "Kumar et al. (2024), arXiv 2411.04330";

/** How many bits a part of the model needs: with P bits, the fraction 1 − exp(−P/γ) of the parameters counts. */
function sensitivity(name: string, of: string): FormParameter {
  return { ...amplitude(name, `bits that ${of} need`, [0.3, 10]), unit: "bits", lower: 1e-3, upper: 1e3 };
}

/** Chinchilla's law with the effective parameters of training with Pw-bit weights. */
export const precision: Form = {
  name: "precision",
  title: "Training with weights of few bits",
  source: `${source}, section 4`,
  expression: "N_eff = N*(1 - exp(-Pw/gamma_w)); E + A/N_eff^alpha + B/D^beta",
  variables: [quantities.N, quantities.D, quantities.Pw],
  target: targets.loss,
  parameters: [...chinchilla.parameters, sensitivity("gamma_w", "weights")],
};

/** The same for weights, activations, and keys and values, whose effects multiply. */
export const precisionOfParts: Form = {
  name: "precision-parts",
  title: "Training with weights, activations and cache of few bits",
  source: `${source}, section 4`,
  expression: `
    N_eff = N*(1 - exp(-Pw/gamma_w))*(1 - exp(-Pa/gamma_a))*(1 - exp(-Pkv/gamma_kv));
    E + A/N_eff^alpha + B/D^beta`,
  variables: [quantities.N, quantities.D, quantities.Pw, quantities.Pa, quantities.Pkv],
  target: targets.loss,
  parameters: [
    ...chinchilla.parameters,
    sensitivity("gamma_w", "weights"),
    sensitivity("gamma_a", "activations"),
    sensitivity("gamma_kv", "keys and values"),
  ],
};

/** Quantising to Ppost bits after training: the more tokens a model has seen, the more it loses. */
export const precisionAfterTraining: Form = {
  name: "precision-after-training",
  title: "Quantisation after training",
  source: `${source}, section 3`,
  expression: "E + A/N^alpha + B/D^beta + C_T*D^gamma_D/N^gamma_N*exp(-Ppost/gamma_post)",
  variables: [quantities.N, quantities.D, quantities.Ppost],
  target: targets.loss,
  parameters: [
    ...chinchilla.parameters,
    amplitude("C_T", "degradation at N = D = 1", [1e-4, 10]),
    exponent("gamma_D", "exponent of D in the degradation"),
    exponent("gamma_N", "exponent of N in the degradation"),
    sensitivity("gamma_post", "the weights after training"),
  ],
};
