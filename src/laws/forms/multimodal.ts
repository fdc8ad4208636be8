import type { Form } from "../form.js";
import { amplitude, exponent, signed } from "./parameters.js";
import { quantities, targets } from "./quantities.js";

/**
 * The loss of two modalities trained together, from the losses that each alone would reach with the same N and D (from
 * laws fitted to one modality each): their mean, less the synergy C, plus the competition for parameters and data.
 */
export const multimodal: Form = {
  name: "multimodal",
  title: "Two modalities trained together",
  source: "Aghajanyan et al. (2023), arXiv 2301.03728, section 4",
  expression: "(Li + Lj)/2 - C_ij + A_ij/N^alpha_ij + B_ij/(Di + Dj)^beta_ij",
  variables: [quantities.N, quantities.Di, quantities.Dj, quantities.Li, quantities.Lj],
  target: targets.loss,
  parameters: [
    signed("C_ij", "synergy: what both gain from each other at endless scale", [-0.2, 1]),
    amplitude("A_ij", "competition for parameters"),
    exponent("alpha_ij", "exponent of N in the competition"),
    amplitude("B_ij", "competition for data"),
    exponent("beta_ij", "exponent of the tokens in the competition"),
  ],
};
