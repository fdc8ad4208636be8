import type { Reference } from "../../study/index.js";

/** Attention: its dual form, and how training shapes it. */
export const attention = {
  irie2022dual: {
    key: "irie2022dual",
    type: "inproceedings",
    title:
      "The dual form of neural networks revisited: Connecting test time predictions to training patterns via spotlights of attention",
    authors: ["Irie, Kazuki", "Csordás, Róbert", "Schmidhuber, Jürgen"],
    year: 2022,
    venue: "International Conference on Machine Learning",
    arxiv: "2202.05798",
  },
  dai2023why: {
    key: "dai2023why",
    type: "inproceedings",
    title: "Why can GPT learn in-context? Language models implicitly perform gradient descent as meta-optimizers",
    authors: ["Dai, Damai", "Sun, Yutao", "Dong, Li", "Hao, Yaru", "Ma, Shuming", "Sui, Zhifang", "Wei, Furu"],
    year: 2023,
    venue: "Findings of the Association for Computational Linguistics: ACL",
    arxiv: "2212.10559",
  },
  zhang2024trained: {
    key: "zhang2024trained",
    type: "article",
    title: "Trained transformers learn linear models in-context",
    authors: ["Zhang, Ruiqi", "Frei, Spencer", "Bartlett, Peter L."],
    year: 2024,
    venue: "Journal of Machine Learning Research",
    arxiv: "2306.09927",
  },
  lu2025asymptotic: {
    key: "lu2025asymptotic",
    type: "article",
    title: "Asymptotic theory of in-context learning by linear attention",
    authors: ["Lu, Yue M.", "Letey, Mary", "Zavatone-Veth, Jacob A.", "Maiti, Anindita", "Pehlevan, Cengiz"],
    year: 2025,
    venue: "Proceedings of the National Academy of Sciences",
    arxiv: "2405.11751",
  },
  huang2024context: {
    key: "huang2024context",
    type: "inproceedings",
    title: "In-context convergence of transformers",
    authors: ["Huang, Yu", "Cheng, Yuan", "Liang, Yingbin"],
    year: 2024,
    venue: "International Conference on Machine Learning",
    arxiv: "2310.05249",
  },
  tarzanagh2023transformers: {
    key: "tarzanagh2023transformers",
    type: "misc",
    title: "Transformers as support vector machines",
    authors: ["Ataee Tarzanagh, Davoud", "Li, Yingcong", "Thrampoulidis, Christos", "Oymak, Samet"],
    year: 2023,
    arxiv: "2308.16898",
  },
} satisfies Record<string, Reference>;
