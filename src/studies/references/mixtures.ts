import type { Reference } from "../../study/index.js";

/** Laws of the loss for mixtures: of data, of experts, of modalities. */
export const mixtures = {
  ye2024mixing: {
    key: "ye2024mixing",
    type: "misc",
    title: "Data mixing laws: Optimizing data mixtures by predicting language modeling performance",
    authors: ["Ye, Jiasheng", "Liu, Peiju", "Sun, Tianxiang", "Zhan, Jun", "Zhou, Yunhua", "Qiu, Xipeng"],
    year: 2024,
    arxiv: "2403.16952",
  },
  ge2024bivariate: {
    key: "ge2024bivariate",
    type: "misc",
    title: "BiMix: Bivariate data mixing law for language model pretraining",
    authors: ["Ge, Ce", "Ma, Zhijian", "Chen, Daoyuan", "Li, Yaliang", "Ding, Bolin"],
    year: 2024,
    arxiv: "2405.14908",
  },
  clark2022unified: {
    key: "clark2022unified",
    type: "inproceedings",
    title: "Unified scaling laws for routed language models",
    authors: ["Clark, Aidan", "de las Casas, Diego", "Guy, Aurelia", "Mensch, Arthur", "others"],
    year: 2022,
    venue: "International Conference on Machine Learning",
    arxiv: "2202.01169",
  },
  aghajanyan2023scaling: {
    key: "aghajanyan2023scaling",
    type: "inproceedings",
    title: "Scaling laws for generative mixed-modal language models",
    authors: [
      "Aghajanyan, Armen",
      "Yu, Lili",
      "Conneau, Alexis",
      "Hsu, Wei-Ning",
      "Hambardzumyan, Karen",
      "Zhang, Susan",
      "Roller, Stephen",
      "Goyal, Naman",
      "Levy, Omer",
      "Zettlemoyer, Luke",
    ],
    year: 2023,
    venue: "International Conference on Machine Learning",
    arxiv: "2301.03728",
  },
} satisfies Record<string, Reference>;
