import type { Claim } from "../../../study/index.js";

export const claims: readonly Claim[] = [
  {
    id: "S0/§3.2.1/attention-geometry-svm",
    document: "S0",
    place: "§3.2.1, on Tarzanagh et al. [87]",
    statement:
      "The optimisation geometry of self-attention corresponds to a hard-margin SVM (“建立了自注意机制的优化几何与硬间隔 SVM 问题之间的关联”).",
  },
  {
    id: "S0/§3.2.1/transformer-is-svm",
    document: "S0",
    place: "§3.2.1, on Tarzanagh et al. [87]",
    statement: "A transformer may be viewed as a support vector machine (“将 Transformer 视为支持向量机”).",
  },
];
