import type { Reference } from "../../study/index.js";

/** The spin glass of in-context learning, and message passing. */
export const spinGlasses = {
  li2025spinglass: {
    key: "li2025spinglass",
    type: "article",
    title: "Spin glass model of in-context learning",
    authors: ["Li, Yuhao", "Bai, Ruoran", "Huang, Haiping"],
    year: 2025,
    venue: "Physical Review E",
    arxiv: "2408.02288",
  },
  rangan2011generalized: {
    key: "rangan2011generalized",
    type: "inproceedings",
    title: "Generalized approximate message passing for estimation with random linear mixing",
    authors: ["Rangan, Sundeep"],
    year: 2011,
    venue: "IEEE International Symposium on Information Theory",
    arxiv: "1010.5141",
  },
  donoho2009message: {
    key: "donoho2009message",
    type: "article",
    title: "Message-passing algorithms for compressed sensing",
    authors: ["Donoho, David L.", "Maleki, Arian", "Montanari, Andrea"],
    year: 2009,
    venue: "Proceedings of the National Academy of Sciences",
    arxiv: "0907.3574",
  },
  weiss2001correctness: {
    key: "weiss2001correctness",
    type: "article",
    title: "Correctness of belief propagation in Gaussian graphical models of arbitrary topology",
    authors: ["Weiss, Yair", "Freeman, William T."],
    year: 2001,
    venue: "Neural Computation",
    doi: "10.1162/089976601750541769",
  },
  thouless1977solution: {
    key: "thouless1977solution",
    type: "article",
    title: "Solution of ‘Solvable model of a spin glass’",
    authors: ["Thouless, D. J.", "Anderson, P. W.", "Palmer, R. G."],
    year: 1977,
    venue: "Philosophical Magazine",
    doi: "10.1080/14786437708235992",
  },
} satisfies Record<string, Reference>;
