import type { Claim } from "../../../study/index.js";

export const claims: readonly Claim[] = [
  {
    id: "S0/§3.1.2/quanta-and-data",
    document: "S0",
    place: "§3.1.2, on Michaud et al. [73]",
    statement:
      "Knowledge comes in quanta, each of which is learnt once the training data use it τ times; this explains how loss scales with data.",
  },
  {
    id: "S0/§3.1.2/quanta-and-published-exponents",
    document: "S0",
    place: "§3.1.2, with the exponents of §2.1.1",
    statement: "The quanta explain the scaling laws as found: α_N = 0.076 and α_D = 0.095.",
  },
  {
    id: "S1/§1.1/power-law-not-exponential",
    document: "S1",
    place: "§1.1, observation 1",
    statement: "Loss falls with scale as a power law, not exponentially.",
  },
  {
    id: "S1/§1.1/smoothness",
    document: "S1",
    place: "§1.1, observation 2",
    statement: "The law stays smooth across many orders of magnitude.",
  },
];
