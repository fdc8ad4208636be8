import type { Claim } from "../../../study/index.js";

export const claims: readonly Claim[] = [
  {
    id: "S2/conclusion-3/works-on-real-tasks",
    document: "S2",
    place: "§5.3 and conclusion 3, put to real data",
    statement:
      "The pre-trained attention predicts on data that it did not see in training and that are not independent Gaussians.",
  },
  {
    id: "S2/eq-158/identity-on-real-tasks",
    document: "S2",
    place: "§5.1, eq. (158), put to real data",
    statement: "The weights of the trained model are the identity, W11 = I_D and W21 = 0.",
  },
];
