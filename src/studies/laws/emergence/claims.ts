import type { Claim } from "../../../study/index.js";

const claim = (id: string, place: string, statement: string, printed?: string): Claim => ({
  id,
  document: id.startsWith("S0") ? "S0" : "S1",
  place,
  statement,
  ...(printed === undefined ? {} : { printed }),
});

export const claims: readonly Claim[] = [
  claim(
    "S0/§3.1.1/metric-makes-jumps",
    "§3.1.1, on Schaeffer et al. [70]",
    "Jumps with growing size may come from metrics that are not smooth and from models too few and far between.",
  ),
  claim(
    "S0/§3.1.1/unpredictable",
    "§3.1.1, on Wei et al. [65]",
    "Tasks whose performance jumps cannot be predicted in advance.",
  ),
  claim(
    "S0/§3.1.1/task-law",
    "§3.1.1, on Hu et al. [71]",
    "With evaluation of high resolution, the law of the loss gives a law of the task that makes ability predictable.",
  ),
  claim(
    "S1/§3.3/sudden",
    "§3.3, definition",
    "Emergent abilities are absent in small models and appear suddenly in large ones.",
  ),
  claim(
    "S1/§3.3/step",
    "§3.3, first model",
    "The probability of success is a step function of size.",
    "P_{\\text{success}}(N) = \\begin{cases}\\epsilon & N < N_c\\\\ 1-\\epsilon & N \\ge N_c\\end{cases}",
  ),
  claim(
    "S1/§3.3/sigmoid",
    "§3.3, smooth model; core formulas",
    "Its smooth version is a sigmoid in the number of parameters.",
    "P_{\\text{success}}(N) = \\frac1{1+e^{-\\beta(N-N_c)}}",
  ),
  claim(
    "S1/§3.3/thresholds",
    "§3.3, examples",
    "Arithmetic and code emerge at about 10B parameters, reasoning in several steps at about 100B.",
  ),
  claim(
    "S1/§3.4/critical-law",
    "§3.4, critical exponent",
    "Performance follows a critical law in size.",
    "A(N) - A_c \\propto (N - N_c)^\\beta",
  ),
  claim(
    "S1/§3.4/critical-exponents",
    "§3.4, table",
    "Observed critical exponents are 0.5 (arithmetic), 0.3 (reasoning) and 0.7 (translation).",
  ),
  claim(
    "S1/example-3/detects",
    "example 3",
    "The script detects that arithmetic emerges at 10B and reasoning at 100B parameters.",
  ),
  claim("S1/example-3/linear-growth", "example 3, task 1", "Simple classification grows linearly with size."),
  claim(
    "S1/core-formulas/zero-shot",
    "core formulas, last one",
    "The probability of success is a sigmoid in size times 1 − e^(−λk) in the number k of examples.",
    "P_{\\text{success}}(N,k) = \\frac1{1+e^{-\\beta(N-N_c)}}\\,(1-e^{-\\lambda k})",
  ),
];
