import type { Claim } from "../../../study/index.js";

export const claims: readonly Claim[] = [
  {
    id: "S0/§3.2.3/softmax-stages",
    document: "S0",
    place: "§3.2.3, on Huang et al. [94]",
    statement: "The training of one softmax attention layer goes through stages (“阶段式训练动态”).",
  },
  {
    id: "S0/§3.2.3/softmax-learns",
    document: "S0",
    place: "§3.2.3, on Huang et al. [94]",
    statement: "Gradient descent trains one softmax attention layer to in-context regression.",
  },
  {
    id: "S0/§3.2.3/softmax-linear-class",
    document: "S0",
    place: "§3.2.3, on Huang et al. [94]",
    statement:
      "Softmax attention trained by gradient descent approximates the class of linear functions in context (“以便在上下文中逼近线性函数类”).",
  },
];
