import type { Claim } from "../../../study/index.js";

export const claims: readonly Claim[] = [
  {
    id: "S0/§3.2.3/relu-attention-step",
    document: "S0",
    place: "§3.2.3, on Bai et al. [97]",
    statement:
      "With weights built from sums of ReLUs, inference on one layer of ReLU attention is equivalent to one implicit step of gradient descent.",
  },
  {
    id: "S0/§3.2.3/standard-algorithms",
    document: "S0",
    place: "§3.2.3, on [82] and [97]",
    statement:
      "Transformers can carry out in context a wide range of standard algorithms: least squares, ridge regression, convex risk minimisation such as logistic regression.",
  },
  {
    id: "S0/§3.2.3/nearly-optimal",
    document: "S0",
    place: "§3.2.3, on [82] and [97]",
    statement: "Their predictions are nearly optimal for a variety of distributions of data in the context.",
  },
];
