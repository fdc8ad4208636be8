import type { Claim } from "../../../study/index.js";

export const claims: readonly Claim[] = [
  {
    id: "S0/§1.2/universal",
    document: "S0",
    place: "§1.2, on Yun et al. [7]",
    statement:
      "Transformers approximate any sequence-to-sequence function (“Transformer 模型能够逼近任意的序列到序列函数”).",
  },
  {
    id: "S0/§1.2/no-approximation-error",
    document: "S0",
    place: "§1.2, last paragraph",
    statement:
      "Because of universal approximation the approximation error may be neglected (“此时近似误差可能被忽略”), and what matters is optimisation and generalisation.",
  },
  {
    id: "S0/§1.2/memory-capacity",
    document: "S0",
    place: "§1.2, on Kim et al. [9]",
    statement: "A transformer with few parameters memorises N mappings of sequences of length n in dimension d.",
    printed: "\\mathcal{O}(d + n + \\sqrt{nN})",
  },
];
