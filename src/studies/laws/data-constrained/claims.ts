import type { Claim } from "../../../study/index.js";

export const claims: readonly Claim[] = [
  {
    id: "S1/§1.3/smaller-model-more-data",
    document: "S1",
    place: "§1.3, item 2",
    statement: "For a given compute budget, train a smaller model on more data.",
  },
  {
    id: "S0/§2.1.1/data-power-law",
    document: "S0",
    place: "§2.1.1, with B the amount of training data",
    statement: "The loss is a power law in the amount of training data.",
    printed: "L = k\\cdot B^\\alpha + c",
  },
  {
    id: "S0/§2.1.1/predicts-large-scale",
    document: "S0",
    place: "§2.1.1, last sentence",
    statement: "With the scaling law, developers can predict the error at large scale beforehand.",
  },
];
