import type { Claim } from "../../../study/index.js";

export const claims: readonly Claim[] = [
  {
    id: "S1/§2.3/meta-learning",
    document: "S1",
    place: "§2.3, explanation 2, on Chan et al.",
    statement: "In-context learning is a meta-learning ability that pre-training on a distribution of tasks brings.",
    printed:
      "\\max\\ \\mathbb E_{\\mathcal T\\sim p(\\mathcal T)}\\big[\\log p(y_{k+1}\\mid x_{k+1},\\mathcal C_{\\mathcal T})\\big]",
  },
  {
    id: "S1/§4.3/outer-loop",
    document: "S1",
    place: "§4.3, the outer loop of MAML",
    statement:
      "The outer loop descends the sum of the tasks' losses at their adapted parameters, the same losses that the inner loop descends.",
    printed:
      "\\theta\\leftarrow\\theta-\\beta\\nabla_\\theta\\sum_{\\mathcal T}\\mathcal L_{\\mathcal T}(\\theta_{\\mathcal T}),\\quad \\theta_{\\mathcal T}=\\theta-\\alpha\\nabla_\\theta\\mathcal L_{\\mathcal T}(\\theta)",
  },
  {
    id: "S1/§4.3/icl-is-maml",
    document: "S1",
    place: "§4.3, ICL as MAML",
    statement: "In-context learning is an implicit form of MAML, without explicit gradient updates.",
  },
];
