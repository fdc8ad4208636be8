import { invalid } from "../../numerics/errors.js";

/** The loss (nats per token) of a model of `N` parameters trained on `D` tokens, by some law. */
export type LossSurface = (N: number, D: number) => number;

/** L(N, D) = E + A/N^alpha + B/D^beta. Hoffmann et al. (2022, arXiv 2203.15556), equation 2. */
export interface ChinchillaConstants {
  /** The loss that no size and no data removes, nats per token. */
  readonly E: number;
  readonly A: number;
  readonly B: number;
  readonly alpha: number;
  readonly beta: number;
}

/** Chinchilla's law as a surface. */
export function chinchillaSurface({ E, A, B, alpha, beta }: ChinchillaConstants): LossSurface {
  return (N, D) => E + A * N ** -alpha + B * D ** -beta;
}

/** A number that must be positive and finite. @throws InputError where it is not. */
export function positive(what: string, value: number): number {
  if (!(value > 0 && value < Number.POSITIVE_INFINITY)) throw invalid(what, value, "a positive number");
  return value;
}
