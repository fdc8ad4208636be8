import type { Claim } from "../../../study/index.js";

export const claims: readonly Claim[] = [
  {
    id: "S0/§3.2.1/dual-form",
    document: "S0",
    place: "§3.2.1, on Aizerman et al. [79] and Irie et al. [80]",
    statement:
      "Aizerman et al. and Irie et al. first proposed that a network's gradient descent can be seen as the dual form of linear attention.",
  },
  {
    id: "S0/§3.2.1/implicit-fine-tuning",
    document: "S0",
    place: "§3.2.1, on Dai et al. [81]",
    statement: "In the setting of linear attention, in-context inference is an implicit fine-tuning of the model.",
  },
  {
    id: "S1/§2.5/soft-fine-tuning",
    document: "S1",
    place: "§2.5, theoretical link",
    statement:
      "In-context learning is a ‘soft’ fine-tuning: attention to the context is an implicit update of the weights.",
    printed:
      "\\theta_{\\mathrm{ICL}} = \\theta_{\\mathrm{pretrain}} + \\underbrace{\\mathrm{Attention}(\\mathcal C)}_{\\text{implicit update}}",
  },
];
