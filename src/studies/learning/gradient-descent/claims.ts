import type { Claim } from "../../../study/index.js";

export const claims: readonly Claim[] = [
  {
    id: "S0/§3.2.1/basic-operations",
    document: "S0",
    place: "§3.2.1, on Akyürek et al. [82]",
    statement:
      "With suitable weights a transformer carries out moves, products, quotients and affine maps, which compose to gradient descent.",
  },
  {
    id: "S0/§3.2.1/linear-attention-is-descent",
    document: "S0",
    place: "§3.2.1, on von Oswald et al. [83]",
    statement:
      "Inference on one or several layers of linear attention is equivalent to one or several steps of gradient descent on the in-context regression.",
  },
  {
    id: "S0/§3.2.1/autoregressive-is-online",
    document: "S0",
    place: "§3.2.1, on [84] and [85]",
    statement: "In the autoregressive setting, in-context inference resembles online gradient descent.",
  },
  {
    id: "S0/§3.2.1/softmax-gap",
    document: "S0",
    place: "§3.2.1, last paragraph",
    statement:
      "Studies of the implicit gradient assume linear attention, and are clearly apart from the softmax attention that models use.",
  },
  {
    id: "S1/§2.3/forward-pass-is-descent",
    document: "S1",
    place: "§2.3, explanation 1; again in ‘latest research’",
    statement: "A transformer's forward pass is equivalent to gradient-descent steps on the context.",
  },
];
