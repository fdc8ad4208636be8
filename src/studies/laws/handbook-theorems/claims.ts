import type { Claim } from "../../../study/index.js";

const claim = (id: string, place: string, statement: string, printed?: string): Claim => ({
  id: `S1/${id}`,
  document: "S1",
  place,
  statement,
  ...(printed === undefined ? {} : { printed }),
});

export const claims: readonly Claim[] = [
  claim(
    "§2.3/attention-formula",
    "§2.3, explanation 1",
    "Linear attention V(KᵀK)⁻¹KᵀQ is the least-squares regression of the context.",
    "\\text{Attention}(Q,K,V) = V(K^\\top K)^{-1}K^\\top Q \\;\\Leftrightarrow\\; \\min_\\theta\\sum_{i=1}^k\\lVert y_i-\\theta^\\top x_i\\rVert^2",
  ),
  claim(
    "§2.3/one-gradient-step",
    "§2.3, theorem",
    "A single layer of linear attention can implement one step of gradient descent.",
  ),
  claim(
    "§2.3/step-is-least-squares",
    "§2.3, theorem and text after it",
    "That one step of gradient descent is equivalent to least-squares regression.",
  ),
  claim("§3.1/turing-completeness", "§3.1, first theorem", "Yun et al. (2020): transformers are Turing complete."),
  claim(
    "§3.1/any-sequence-function",
    "§3.1, second theorem",
    "Pérez et al. (2021): for every function between sequences there is a transformer that equals it on every input.",
    "\\forall f:\\mathcal X^*\\to\\mathcal Y^*,\\ \\exists\\,T,\\ \\forall x,\\ T(x)=f(x)",
  ),
  claim(
    "§3.2/task-bound",
    "§3.2, theorem",
    "After m training tasks the in-context error exceeds the training error by at most O(√(d log m / m)).",
    "\\mathbb E[\\mathrm{error}_{\\mathrm{ICL}}] \\le \\mathbb E[\\mathrm{error}_{\\mathrm{train}}] + O\\!\\left(\\sqrt{\\tfrac{d\\log m}{m}}\\right)",
  ),
  claim(
    "§3.2/vc-dimension",
    "§3.2, VC dimension",
    "The VC dimension of in-context learning is O(N log N) in the number of parameters N.",
    "\\mathrm{VC}(\\mathrm{ICL}) = O(N\\log N)",
  ),
  claim(
    "new/bayesian-inference-2024",
    "“New understanding of ICL” 1 and list of newest papers",
    "Xie et al. (2024) prove that transformers do Bayesian inference implicitly.",
  ),
  claim(
    "new/dates",
    "list “newest papers (2024–2025)”",
    "Olsson et al., Chan et al. and von Oswald et al. are papers of 2024–2025.",
  ),
  claim(
    "new/task-vectors",
    "“New understanding of ICL” 3",
    "Task vectors (Ilharco et al., 2023): in-context learning amounts to adding a vector in weight space.",
  ),
  claim(
    "new/compute-optimal-2025",
    "“New progress on scaling laws” 3",
    "Compute-optimal training (2025): adjusting learning rate and batch size as training goes maximises efficiency.",
  ),
];
