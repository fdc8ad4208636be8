import type { Claim } from "../../../study/index.js";

export const claims: readonly Claim[] = [
  {
    id: "S0/§3.1.3/power-law-in-size",
    document: "S0",
    place: "§3.1.3, on Sharma and Kaplan [76]",
    statement: "With enough data, the loss of a well-trained network is a power law in its number of parameters.",
  },
  {
    id: "S0/§3.1.3/manifold-dimension",
    document: "S0",
    place: "§3.1.3, on Sharma and Kaplan [76]",
    statement: "The exponent in model size is tied to the intrinsic dimension of the data manifold.",
    printed: "L(N) \\propto N^{-\\alpha},\\quad \\alpha \\approx 4/d",
  },
  {
    id: "S0/§3.1.3/not-the-space",
    document: "S0",
    place: "§3.1.3, on Sharma and Kaplan [76]",
    statement: "It is the dimension of the manifold that counts, not that of the space in which the data lie.",
  },
];
