import type { Reference } from "../../study/index.js";

/** Abilities that appear with scale. */
export const emergence = {
  wei2022emergent: {
    key: "wei2022emergent",
    type: "article",
    title: "Emergent abilities of large language models",
    authors: ["Wei, Jason", "Tay, Yi", "Bommasani, Rishi", "Raffel, Colin", "Zoph, Barret", "others"],
    year: 2022,
    venue: "Transactions on Machine Learning Research",
    arxiv: "2206.07682",
  },
  schaeffer2023emergent: {
    key: "schaeffer2023emergent",
    type: "inproceedings",
    title: "Are emergent abilities of large language models a mirage?",
    authors: ["Schaeffer, Rylan", "Miranda, Brando", "Koyejo, Sanmi"],
    year: 2023,
    venue: "Advances in Neural Information Processing Systems",
    arxiv: "2304.15004",
  },
  hu2023predicting: {
    key: "hu2023predicting",
    type: "misc",
    title: "Predicting emergent abilities with infinite resolution evaluation",
    authors: ["Hu, Shengding", "Liu, Xin", "Han, Xu", "Zhang, Xinrong", "He, Chaoqun", "others"],
    year: 2023,
    arxiv: "2310.03262",
  },
} satisfies Record<string, Reference>;
