import type { Claim } from "../../../study/index.js";

const place = "§2.1.2, on Ye et al. [47]";

export const claims: readonly Claim[] = [
  {
    id: "S0/§2.1.2/power-law",
    document: "S0",
    place,
    statement: "The loss on one domain is a power law in its proportion.",
    printed: "L_i(r_i) = c_i + k_i \\exp(t_{ii} r_i)",
  },
  {
    id: "S0/§2.1.2/predicts",
    document: "S0",
    place,
    statement: "The mixing law makes it possible to predict quantitatively how a mixture will do.",
    printed: "L(r_{1\\dots M}) = \\sum_{i=1}^K s_i \\Big[c_i + k_i \\exp\\Big(\\sum_{j=1}^M t_{ij} r_j\\Big)\\Big]",
  },
  {
    id: "S0/§2.1.2/coefficients",
    document: "S0",
    place,
    statement: "c_i, k_i and t_ij are coefficients that belong to the data.",
    printed: "c_i + k_i\\exp\\Big(\\sum_j t_{ij} r_j\\Big)",
  },
  {
    id: "S0/§2.1.2/heuristics",
    document: "S0",
    place: "§2.1.2, first sentences",
    statement: "Proportions are at present found by heuristics.",
  },
  {
    id: "S0/§2.1.2/bivariate",
    document: "S0",
    place: "§2.1.2, on Ge et al. [48]",
    statement: "The loss after s steps with a proportion r of the domain is a product of power laws of both.",
    printed: "L(s,r) = \\Big(\\frac{A}{s^\\alpha} + C\\Big)\\frac{B}{r^\\beta}",
  },
];
