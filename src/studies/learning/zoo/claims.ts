import type { Claim } from "../../../study/index.js";

export const claims: readonly Claim[] = [
  {
    id: "S2/fig-15/linear-models-agree",
    document: "S2",
    place: "§5.4.2, fig. 15",
    statement: "The generalisation errors of the three linear models, SLA, FLA and MHLA, are close to each other.",
  },
  {
    id: "S2/fig-15/linear-models-follow-theory",
    document: "S2",
    place: "§5.4.2, fig. 15",
    statement: "The errors of the three linear models agree with the theory, which is that of SLA at the same λ.",
  },
  {
    id: "S2/fig-15/softmax-is-higher",
    document: "S2",
    place: "§5.4.2, fig. 15",
    statement: "The generalisation errors of softmax attention and of the small encoder are higher.",
  },
  {
    id: "S2/fig-15/why-softmax-is-higher",
    document: "S2",
    place: "§5.4.2, after fig. 15",
    statement:
      "They are higher because linear models have a computational advantage on a linear task, to which a nonlinear mechanism hardly finds a simple solution.",
  },
];
