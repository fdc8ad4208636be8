import type { Claim } from "../../../study/index.js";

export const claims: readonly Claim[] = [
  {
    id: "S2/fig-12b/amp-equals-sgd",
    document: "S2",
    place: "§5.3, fig. 12b; conclusion 2",
    statement: "The generalisation error of AMP agrees completely with that of SGD training on the same loss.",
    printed: "\\varepsilon_g^{\\mathrm{AMP}} = \\varepsilon_g^{\\mathrm{SGD}}",
  },
  {
    id: "S2/conclusion-2/ground-state-equals-sgd",
    document: "S2",
    place: "§4.2, after eq. (128); conclusion 2",
    statement: "The ground state of the Hamiltonian gives the weights that SGD training finds.",
    printed: "\\sigma^* = \\arg\\min_\\sigma H(\\sigma)",
  },
  {
    id: "S2/fig-12b/longer-prompts-help",
    document: "S2",
    place: "§5.3, fig. 12",
    statement: "At large task diversity the generalisation error falls as prompts grow longer.",
  },
  {
    id: "S2/fig-12b/vanishing-error",
    document: "S2",
    place: "§5.1 and §5.3: the model converges to the ‘global optimum’ that predicts the label",
    statement: "With enough tasks the trained model predicts the query's label: its error is that of the optimum, 0.",
    printed: "C_0\\left(W_{11} + \\tfrac{1}{\\sqrt D} w_* W_{21}\\right) = I_D",
  },
];
