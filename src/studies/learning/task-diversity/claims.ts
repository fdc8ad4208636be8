import type { Claim } from "../../../study/index.js";

export const claims: readonly Claim[] = [
  {
    id: "S0/§3.2.2/cross-task",
    document: "S0",
    place: "§3.2.2, on Wei et al. [65]",
    statement: "The ability to learn in context that appears in training is tied to generalisation across tasks.",
  },
  {
    id: "S0/§3.2.2/implicit-bayes",
    document: "S0",
    place: "§3.2.2, on Xie et al. [88]",
    statement: "In-context learning is implicit Bayesian inference with what pre-training has shown as the prior.",
  },
  {
    id: "S1/§6.2/multi-task-pretraining",
    document: "S1",
    place: "§6.2, multi-task pre-training",
    statement: "Pre-training on more tasks strengthens in-context learning.",
    printed: "\\mathcal L_{\\mathrm{meta}} = \\mathbb E_{\\mathcal T}[\\mathcal L_{\\mathrm{ICL}}(\\mathcal T)]",
  },
];
