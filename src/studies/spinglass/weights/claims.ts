import type { Claim } from "../../../study/index.js";

export const claims: readonly Claim[] = [
  {
    id: "S2/eq-158/optimum-is-identity",
    document: "S2",
    place: "§5.1, eq. (158)",
    statement: "With enough tasks the trained weights converge to W11 = I_D, W21 = 0.",
    printed: "W_{11} + \\tfrac{1}{\\sqrt D} w_* W_{21} = I_D",
  },
  {
    id: "S2/fig-9/amp-gives-optimum",
    document: "S2",
    place: "§5.1, fig. 9d",
    statement: "The means that AMP gives agree with the theoretical optimum.",
  },
  {
    id: "S2/fig-9/few-tasks-fail",
    document: "S2",
    place: "§5.1, fig. 9a–c",
    statement:
      "At P = 10 the test error is very large and the weights are far from the optimum; at P = 1000 they are close.",
  },
  {
    id: "S2/fig-9/dead-column-variance",
    document: "S2",
    place: "§5.1, before fig. 9",
    statement: "The variance of the last column is 1 because it is initialised from N(0, 1) and never trained.",
  },
  {
    id: "S2/fig-8/distance-is-small",
    document: "S2",
    place: "§5.1, fig. 8",
    statement: "The solution of eq. (157) lies close to I_D for almost every prompt, which justifies C₀ ≈ I_D.",
    printed: "C_0 = \\tfrac1N X_0 X_0^\\top \\approx I_D",
  },
];
