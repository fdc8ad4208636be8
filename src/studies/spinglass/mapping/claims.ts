import type { Claim } from "../../../study/index.js";

export const claims: readonly Claim[] = [
  {
    id: "S2/eq-128/mapping",
    document: "S2",
    place: "§4.2, eqs (123)–(128)",
    statement: "The training loss is the Hamiltonian of a fully connected spin glass, up to a constant.",
    printed:
      "\\mathcal L = H(\\sigma) + \\mathrm{const},\\quad H = -\\sum_{i<j} J_{ij}\\sigma_i\\sigma_j - \\sum_i h_i\\sigma_i + \\tfrac12\\sum_i\\lambda_i\\sigma_i^2",
  },
  {
    id: "S2/eq-128/sign-of-lambda",
    document: "S2",
    place: "§4.2, text before eq. (128), in our copy",
    statement: "The local regulariser is λ_i = λ − (1/P)Σ(s_i^μ)².",
    printed: "\\lambda_i \\equiv \\lambda - \\tfrac1P \\sum_\\mu (s_i^\\mu)^2",
  },
  {
    id: "S2/eq-131/dead-column",
    document: "S2",
    place: "§4.3, eq. (131)",
    statement: "The last column of S is zero, so the last column of W takes no part in training.",
  },
  {
    id: "S2/eq-132/coupling-is-product-of-fields",
    document: "S2",
    place: "§4.3, after eqs (132)",
    statement: "An element of block E of J is a product C₁C₂ of two elements of block C of H.",
    printed: "E = C_1 C_2,\\quad C_1, C_2 \\sim P(C)",
  },
  {
    id: "S2/eq-159/hessian",
    document: "S2",
    place: "§5.2, eq. (159)",
    statement: "The Hessian of the energy is (1/P)Σ s_i^μ s_j^μ.",
    printed: "\\frac{\\partial^2 H}{\\partial\\sigma_i\\partial\\sigma_j} = \\frac1P\\sum_\\mu s_i^\\mu s_j^\\mu",
  },
  {
    id: "S2/eq-160/convex",
    document: "S2",
    place: "§5.2, eq. (160)",
    statement: "The Hessian has no negative eigenvalue: training is a convex problem.",
  },
  {
    id: "S2/fig-10/zero-modes",
    document: "S2",
    place: "§5.2, fig. 10 (inset)",
    statement: "With large D and few tasks more than 98 % of the eigenvalues of the Hessian are zero.",
  },
  {
    id: "S2/conclusion-1/many-local-minima",
    document: "S2",
    place: "conclusion 1",
    statement: "With few tasks the energy landscape has many local minima or flat regions.",
  },
  {
    id: "S2/eq-158/unique-beyond-one-task",
    document: "S2",
    place: "§5.1, after eq. (158)",
    statement: "For P > 1 the solution is unique.",
  },
];
