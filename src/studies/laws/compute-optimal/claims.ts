import type { Claim } from "../../../study/index.js";

const s1 = (id: string, place: string, statement: string, printed?: string): Claim => ({
  id: `S1/${id}`,
  document: "S1",
  place,
  statement,
  ...(printed === undefined ? {} : { printed }),
});

export const claims: readonly Claim[] = [
  s1(
    "§1.1/three-terms",
    "§1.1, core formula",
    "The loss is a sum of a term in parameters, one in data, one in compute, and a floor.",
    "L(N,D,C) = A N^{-\\alpha} + B D^{-\\beta} + C\\cdot C^{-\\gamma} + L_\\infty",
  ),
  s1(
    "§1.1/small-predicts-large",
    "§1.1, observation 3; §6.1, item 3",
    "Small experiments predict performance at large scale.",
  ),
  s1(
    "§1.2/compute-exponent",
    "§1.2, item 3",
    "Loss falls with compute C with the exponent 0.050.",
    "L(C) \\approx (C_c/C)^{\\alpha_C},\\quad \\alpha_C\\approx 0.050",
  ),
  {
    id: "S0/§2.1.1/compute-exponent",
    document: "S0",
    place: "§2.1.1, third law",
    statement: "Loss falls with compute spent in the best way, C_min, with the exponent 0.050.",
    printed: "L(C_{min}) = (C_c^{min}/C_{min})^{\\alpha_c^{min}};\\ \\alpha_c^{min}\\sim 0.050",
  },
  {
    id: "S0/§2.1.1/sign-of-exponent",
    document: "S0",
    place: "§2.1.1, first formula",
    statement: "The law of scaling is L = k·B^α + c in the factor of scale B.",
    printed: "L = k\\cdot B^\\alpha + c",
  },
  {
    id: "S0/§2.1.1/generalisation-error",
    document: "S0",
    place: "§2.1.1, before the first formula",
    statement: "L is the generalisation error of the model.",
  },
  {
    id: "S0/§2.1.1/kaplan-constants",
    document: "S0",
    place: "§2.1.1, first two laws (as in S1 §1.2, items 1 and 2)",
    statement: "Kaplan et al. found N_c = 8.8·10¹³, α_N = 0.076 and D_c = 5.4·10¹³, α_D = 0.095.",
    printed: "L(N) = (N_c/N)^{\\alpha_N},\\quad L(D) = (D_c/D)^{\\alpha_D}",
  },
  s1(
    "§1.2/allocation",
    "§1.2, item 4",
    "The best size grows as C^0.73 and the best amount of data as C^0.27.",
    "N^*\\propto C^{0.73},\\quad D^*\\propto C^{0.27}",
  ),
  s1(
    "§1.3/equal-proportion",
    "§1.3, item 1; §1.4; core formulas",
    "Parameters and data should grow in equal proportion: both as C^0.50.",
    "N^*\\propto C^{0.50},\\quad D^*\\propto C^{0.50}",
  ),
  s1("§1.3/equal-amounts", "§1.3, item 4", "The number of parameters and of training tokens should be roughly equal."),
  s1(
    "§1.3/twenty",
    "§1.3, item 4; §6.1, item 1",
    "The best number of parameters is 20 times the number of training tokens.",
    "N_{\\text{optimal}} \\approx 20\\times D_{\\text{tokens}}",
  ),
  s1(
    "§1.3/constants-and-exponent",
    "§1.3, items 1 and 3",
    "α ≈ 0.34 and β ≈ 0.28 are the constants of the law whose optimum grows as C^0.50.",
    "\\alpha\\approx 0.34,\\ \\beta\\approx 0.28;\\quad N^*\\propto C^{0.50}",
  ),
  s1(
    "§1.3/constants-and-ratio",
    "§1.3, items 3 and 4",
    "With these constants the optimum has about 20 tokens for each parameter (read the right way round).",
  ),
  s1(
    "§1.3/chinchilla-and-gopher",
    "§1.3, example",
    "Chinchilla (70B parameters, 1.4T tokens) does better than Gopher (280B parameters, 300B tokens).",
  ),
  s1(
    "§1.4/flops-per-token",
    "§1.4, before the optimisation problem",
    "C = 6ND, as training costs about 6 FLOP per token.",
    "C = 6ND",
  ),
  s1(
    "§1.4/lagrange",
    "§1.4, solution",
    "The minimum of the loss at 6ND = C is as printed.",
    "N^* = \\left(\\tfrac{\\alpha A}{\\beta B}\\right)^{\\frac1{\\alpha+\\beta}}\\left(\\tfrac C6\\right)^{\\frac\\beta{\\alpha+\\beta}},\\quad D^* = \\left(\\tfrac{\\beta B}{\\alpha A}\\right)^{\\frac1{\\alpha+\\beta}}\\left(\\tfrac C6\\right)^{\\frac\\alpha{\\alpha+\\beta}}",
  ),
  s1(
    "§1.4/equal-exponents",
    "§1.4, last line",
    "Chinchilla's result is the case α ≈ β ≈ 0.3, which gives C^0.5.",
    "\\alpha\\approx\\beta\\approx 0.3 \\Rightarrow N^*\\propto C^{0.5}",
  ),
  s1(
    "§6.1/budget-rule",
    "§6.1, item 2",
    "For a budget C take N* = √(C/120) and D* = 20 N*.",
    "N^* = \\left(\\tfrac C{6\\times 20}\\right)^{0.5},\\quad D^* = 20\\,N^*",
  ),
  s1("§6.1/example", "§6.1, item 1", "For training on 100B tokens, use a model of 5B parameters."),
];
