import type { Claim } from "../../../study/index.js";

export const claims: readonly Claim[] = [
  {
    id: "S0/§3.2.3/functional-descent",
    document: "S0",
    place: "§3.2.3, on Cheng et al. [96]",
    statement:
      "Non-linear transformers can carry out gradient descent to learn non-linear functions in context, without the assumption of linear attention.",
  },
  {
    id: "S0/§3.2.3/softmax-too",
    document: "S0",
    place: "§3.2.3, on Cheng et al. [96], in brackets",
    statement: "This includes transformers with softmax attention.",
  },
  {
    id: "S0/§3.2.3/approximates-non-linear",
    document: "S0",
    place: "§3.2.3, on Cheng et al. [96]",
    statement: "In-context learning can approximate non-linear functions.",
  },
  {
    id: "S1/§4.2/attention-is-posterior",
    document: "S1",
    place: "§4.2, ‘Transformer implementation’",
    statement: "An attention layer computes the posterior mean of the function at the query.",
    printed: "\\mathrm{Attention}(Q,K,V) \\approx \\mathbb E_{\\theta\\sim p(\\theta|K,V)}[f_\\theta(Q)]",
  },
];
