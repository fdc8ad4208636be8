import type { Claim } from "../../../study/index.js";

export const claims: readonly Claim[] = [
  {
    id: "S1/example-1/least-squares",
    document: "S1",
    place: "example 1, curve_fit",
    statement: "A scaling law is fitted to runs by ordinary least squares of the loss.",
  },
  {
    id: "S1/§1.3/alpha",
    document: "S1",
    place: "§1.3, item 3",
    statement: "Chinchilla's exponent of parameters is α ≈ 0.34.",
    printed: "\\alpha \\approx 0.34",
  },
  {
    id: "S1/§1.3/beta",
    document: "S1",
    place: "§1.3, item 3",
    statement: "Chinchilla's exponent of data is β ≈ 0.28.",
    printed: "\\beta \\approx 0.28",
  },
  {
    id: "S1/§1.3/fitted-constants",
    document: "S1",
    place: "§1.3, item 3",
    statement:
      "The constants of Chinchilla's formula are those of the fit to its runs: one number each, without loss function or error.",
    printed: "L(N, D) = E + \\frac{A}{N^{\\alpha}} + \\frac{B}{D^{\\beta}}",
  },
];
