import type { Claim } from "../../../study/index.js";

export const claims: readonly Claim[] = [
  {
    id: "S1/§2.2/bayesian-predictor",
    document: "S1",
    place: "§2.2, mathematical model",
    statement:
      "In-context learning is Bayesian inference: the prediction averages over the task's parameters by their posterior.",
    printed:
      "p(y_{k+1}\\mid x_{k+1},\\mathcal C)=\\int p(y_{k+1}\\mid x_{k+1},\\theta)\\,p(\\theta\\mid\\mathcal C)\\,d\\theta",
  },
  {
    id: "S1/§2.3/selects-best-fit",
    document: "S1",
    place: "§2.3, explanation 3, on Garg et al.",
    statement:
      "A transformer learns a family of functions, and in-context learning selects from it the function that best fits the context.",
  },
  {
    id: "S1/§2.4/more-examples",
    document: "S1",
    place: "§2.4, scaling rule",
    statement: "What in-context learning can reach grows with the number k of examples.",
    printed: "\\mathrm{Accuracy}(N,k)=A_\\infty(k)-B(k)\\,N^{-\\alpha},\\quad A_\\infty(k)\\ \\text{grows with}\\ k",
  },
];
