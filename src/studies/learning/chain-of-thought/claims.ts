import type { Claim } from "../../../study/index.js";

const claim = (name: string, place: string, statement: string): Claim => ({
  id: `S0/§3.3/${name}`,
  document: "S0",
  place: `§3.3, ${place}`,
  statement,
});

export const claims: readonly Claim[] = [
  claim(
    "intermediate-results-help",
    "on Wei et al. [100]",
    "Outputting intermediate results improves the correctness of answers markedly (“生成答案的正确性可以通过大模型输出中间结果的修改来显著提高”).",
  ),
  claim(
    "two-phases",
    "on Li et al. [101]",
    "Chain of thought succeeds by splitting the learning of a composed function into two phases: gathering the data of each step, and learning the single step in context (“分解为两个不同的阶段”).",
  ),
  claim(
    "linear-subproblems",
    "on Li et al. [101]",
    "In that work on MLPs the subproblems are instances of simple linear regression (“子问题本质上是简单线性回归的实例”).",
  ),
  claim(
    "no-direct-answer",
    "on Feng et al. [102]",
    "Transformers of bounded depth cannot answer arithmetic or equations directly unless their size grows super-polynomially in the length of the input (“除非模型大小相对于输入长度呈超多项式增长”).",
  ),
  claim(
    "limits-of-learning",
    "on Merrill & Sabharwal [77]",
    "The work shows limits of what a transformer with intermediate generation can learn (“揭示了中间生成的 Transformer 可以学习内容的局限性”).",
  ),
];
