import type { Claim } from "../../../study/index.js";

export const claims: readonly Claim[] = [
  {
    id: "S0/§3.2.1/flow-converges",
    document: "S0",
    place: "§3.2.1, on Zhang et al. [86]",
    statement:
      "Training a transformer's in-context learning of linear models by gradient flow converges, in agreement with the analysis.",
  },
  {
    id: "S0/§3.2.3/global-minimum",
    document: "S0",
    place: "§3.2.3, on Zhang et al. [86]",
    statement:
      "Gradient flow from a suitable random initialisation finds the global minimum of the objective of one layer of linear attention.",
  },
  {
    id: "S0/§3.2.3/any-linear-function",
    document: "S0",
    place: "§3.2.3, on Zhang et al. [86]",
    statement: "The layer so trained can fit any linear function in context.",
  },
];
