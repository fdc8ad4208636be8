import type { Reference } from "../../study/index.js";

/** Regression, kernels, estimators and data. */
export const statistics = {
  atanasov2024scaling: {
    key: "atanasov2024scaling",
    type: "misc",
    title: "Scaling and renormalization in high-dimensional regression",
    authors: ["Atanasov, Alexander", "Zavatone-Veth, Jacob A.", "Pehlevan, Cengiz"],
    year: 2024,
    arxiv: "2405.00592",
  },
  bartlett1933theory: {
    key: "bartlett1933theory",
    type: "article",
    title: "On the theory of statistical regression",
    authors: ["Bartlett, M. S."],
    year: 1933,
    venue: "Proceedings of the Royal Society of Edinburgh",
  },
  polyak1992acceleration: {
    key: "polyak1992acceleration",
    type: "article",
    title: "Acceleration of stochastic approximation by averaging",
    authors: ["Polyak, B. T.", "Juditsky, A. B."],
    year: 1992,
    venue: "SIAM Journal on Control and Optimization",
    doi: "10.1137/0330046",
  },
  aizerman1964theoretical: {
    key: "aizerman1964theoretical",
    type: "article",
    title: "Theoretical foundations of the potential function method in pattern recognition learning",
    authors: ["Aizerman, M. A.", "Braverman, E. M.", "Rozonoer, L. I."],
    year: 1964,
    venue: "Automation and Remote Control",
  },
  cho2009kernel: {
    key: "cho2009kernel",
    type: "inproceedings",
    title: "Kernel methods for deep learning",
    authors: ["Cho, Youngmin", "Saul, Lawrence K."],
    year: 2009,
    venue: "Advances in Neural Information Processing Systems",
  },
  facco2017estimating: {
    key: "facco2017estimating",
    type: "article",
    title: "Estimating the intrinsic dimension of datasets by a minimal neighborhood information",
    authors: ["Facco, Elena", "d'Errico, Maria", "Rodriguez, Alex", "Laio, Alessandro"],
    year: 2017,
    venue: "Scientific Reports",
  },
  gilley1996harrison: {
    key: "gilley1996harrison",
    type: "article",
    title: "On the Harrison and Rubinfeld data",
    authors: ["Gilley, Otis W.", "Pace, R. Kelley"],
    year: 1996,
    venue: "Journal of Environmental Economics and Management",
    doi: "10.1006/jeem.1996.0052",
  },
} satisfies Record<string, Reference>;
