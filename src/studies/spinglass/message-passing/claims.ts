import type { Claim } from "../../../study/index.js";

export const claims: readonly Claim[] = [
  {
    id: "S2/eq-149/rbp-is-exact",
    document: "S2",
    place: "§4.4.2, eqs (145)–(149)",
    statement: "The fixed point of r-BP gives the mean of each weight under the Boltzmann distribution of eq. (133).",
    printed:
      "m_i = \\frac{\\beta h_i + \\beta\\sum_{j\\ne i} J_{ij} m_{j\\to i}}{\\beta\\lambda_i - \\beta^2\\sum_{j\\ne i} J_{ij}^2 v_{j\\to i}}",
  },
  {
    id: "S2/eq-149/rbp-variance",
    document: "S2",
    place: "§4.4.2, eq. (149)",
    statement: "The fixed point of r-BP gives the variance of each weight under the Boltzmann distribution.",
    printed: "v_i = \\frac{1}{\\beta\\lambda_i - \\beta^2\\sum_{j\\ne i} J_{ij}^2 v_{j\\to i}}",
  },
  {
    id: "S2/eq-151/cavity-difference-negligible",
    document: "S2",
    place: "§4.4.3, eqs (151)–(153)",
    statement: "At large D the difference m_i − m_{i→j} is negligible, so AMP (153) may replace r-BP.",
    printed: "m_i - m_{i\\to j} \\sim O(1/D^2)",
  },
  {
    id: "S2/eq-153/amp-finds-ground-state",
    document: "S2",
    place: "§4.4.3, after eq. (153); conclusion 2",
    statement: "The fixed point of the AMP equations is the ground state, hence the optimal weights.",
    printed:
      "m_i = \\frac{\\beta h_i + \\beta\\sum_{j\\ne i} J_{ij} m_j}{\\beta\\lambda_i - \\beta^2\\sum_{j\\ne i} J_{ij}^2 v_j},\\quad v_i = \\frac{1}{\\beta\\lambda_i - \\beta^2\\sum_{j\\ne i} J_{ij}^2 v_j}",
  },
  {
    id: "S2/eq-153/always-converges",
    document: "S2",
    place: "§4.4.3: ‘we need only iterate … to the fixed point’",
    statement: "Iterating the AMP equations leads to a fixed point.",
  },
  {
    id: "S2/fig-12/beta",
    document: "S2",
    place: "captions of figs 12, 14 and 15",
    statement: "The results of AMP are those at inverse temperature β = 100.",
  },
  {
    id: "S2/4.4.3/memory",
    document: "S2",
    place: "§4.4.3, after eq. (153)",
    statement: "AMP needs memory O(D²) where r-BP needs O(D⁴).",
  },
];
