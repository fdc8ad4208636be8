import type { Claim } from "../../../study/index.js";

export const claims: readonly Claim[] = [
  {
    id: "S1/§4.1/free-energy",
    document: "S1",
    place: "§4.1, partition function and free energy",
    statement: "With Z the sum of exp(−βE) over the models θ, the free energy is F = −log(Z)/β.",
    printed: "Z = \\sum_\\theta e^{-\\beta E(\\theta)},\\qquad F = -\\tfrac1\\beta\\log Z",
  },
  {
    id: "S1/§4.1/power-law-of-free-energy",
    document: "S1",
    place: "§4.1, “derivation of scaling laws”",
    statement: "If E(θ) ~ N^−α, then F(N) ~ N^−α.",
    printed: "E(\\theta)\\sim N^{-\\alpha} \\;\\Rightarrow\\; F(N)\\sim N^{-\\alpha}",
  },
  {
    id: "S1/§4.1/derivation-of-scaling-laws",
    document: "S1",
    place: "§4.1, “derivation of scaling laws”",
    statement: "Statistical mechanics derives the scaling law: its exponent comes out of the free energy.",
  },
];
