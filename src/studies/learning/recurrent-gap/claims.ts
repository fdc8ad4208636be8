import type { Claim } from "../../../study/index.js";

export const claims: readonly Claim[] = [
  {
    id: "S0/§1.2/recurrent-retrieval",
    document: "S0",
    place: "§1.2, on Wen et al. [14]",
    statement:
      "Recurrent networks cannot solve problems that need retrieval from the context, even with a chain of thought (“即使在采用 Chain-of-Thought (CoT) 提示的情况下，RNNs 仍然无法解决某些需要从上下文中检索信息的算法问题”).",
  },
  {
    id: "S0/§1.2/recurrent-memory",
    document: "S0",
    place: "§1.2, on Wen et al. [14]",
    statement: "Recurrent networks save memory on long sequences (“处理长序列时的内存效率优势”).",
  },
  {
    id: "S0/§1.2/attention-closes-gap",
    document: "S0",
    place: "§1.2, on Wen et al. [14]",
    statement:
      "Adding transformer modules to a recurrent network helps its expressivity greatly (“在 RNN 中适当加入 Transformer 模块对其表达能力能起到较大帮助”).",
  },
];
