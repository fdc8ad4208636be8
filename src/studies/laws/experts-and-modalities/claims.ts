import type { Claim } from "../../../study/index.js";

export const claims: readonly Claim[] = [
  {
    id: "S1/new/mixture-of-experts",
    document: "S1",
    place: "“New progress on scaling laws” 1",
    statement: "A mixture of E experts has the loss of a model of N × E parameters: experts count as parameters do.",
    printed: "L_{\\text{MoE}}(N,E) = A\\,(N\\times E)^{-\\alpha}",
  },
  {
    id: "S1/new/multimodal",
    document: "S1",
    place: "“New progress on scaling laws” 2",
    statement:
      "The loss of a model of text and images is a sum of terms in parameters, text and images, without floor or interaction.",
    printed:
      "L_{\\text{multi}} = \\frac{A}{N^\\alpha} + \\frac{B}{D_{\\text{text}}^\\beta} + \\frac{C}{D_{\\text{image}}^\\gamma}",
  },
];
