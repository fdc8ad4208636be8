/** S1, example 3: the sizes of its eight models. */
export const SIZES = [125e6, 350e6, 760e6, 1.3e9, 2.7e9, 6.7e9, 13e9, 175e9];

/** S1 §3.4: critical sizes and exponents, as printed. */
export const CRITICAL = [
  { task: "arithmetic", Nc: 10e9, beta: 0.5 },
  { task: "reasoning", Nc: 100e9, beta: 0.3 },
  { task: "translation", Nc: 1e9, beta: 0.7 },
];

/** S1, example 3: `emergent_ability`, a sigmoid in log10 N, as a fraction. */
export function emergentAbility(N: number, Nc: number, beta: number): number {
  return 1 / (1 + Math.exp(-beta * (Math.log10(N) - Math.log10(Nc))));
}

/** S1 §3.3: the sigmoid in N itself, as printed. */
export function printedSigmoid(N: number, Nc: number, beta: number): number {
  return 1 / (1 + Math.exp(-beta * (N - Nc)));
}

/** S1, core formulas: success with k examples, as printed, with `sigmoid` of the size. */
export function printedSuccess(sigmoid: number, k: number, lambda: number): number {
  return sigmoid * -Math.expm1(-lambda * k);
}

/** S1, example 3, task 1: accuracy in per cent. */
export function simpleClassification(N: number): number {
  return 50 + (40 * Math.log10(N / 125e6)) / Math.log10(175e9 / 125e6);
}
