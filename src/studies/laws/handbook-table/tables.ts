/** S1 §1.5: models trained on 300B tokens, as printed. */
export const MODELS = [
  { name: "Small", N: 125e6, D: 300e9, C: 2.3e20, loss: 3.45 },
  { name: "Medium", N: 350e6, D: 300e9, C: 6.5e20, loss: 3.12 },
  { name: "Large", N: 760e6, D: 300e9, C: 1.4e21, loss: 2.89 },
  { name: "XL", N: 1.3e9, D: 300e9, C: 2.4e21, loss: 2.72 },
  { name: "XXL", N: 2.7e9, D: 300e9, C: 5.0e21, loss: 2.56 },
] as const;

/** S1 §1.5, “fit”: L(N) = 2.10 + 0.35/N^0.076. */
export const STATED = { E: 2.1, A: 0.35, alpha: 0.076 } as const;

/** S1, example 1: sizes and losses of the script. */
export const SCRIPT = {
  N: [1e6, 1e7, 1e8, 1e9, 1e10, 1e11],
  loss: [4.5, 3.8, 3.2, 2.8, 2.5, 2.3],
} as const;

/** S1 §2.4: accuracy by size and number of examples in the prompt, as printed. */
export const FEW_SHOT = {
  N: [125e6, 1.3e9, 13e9, 175e9],
  accuracy: {
    0: [0.35, 0.42, 0.55, 0.67],
    1: [0.38, 0.51, 0.68, 0.79],
    5: [0.42, 0.58, 0.74, 0.84],
    10: [0.45, 0.62, 0.77, 0.86],
  },
} as const;

/** The stated formula at N parameters. */
export function stated(N: number): number {
  return STATED.E + STATED.A / N ** STATED.alpha;
}
