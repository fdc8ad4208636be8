import { invalid } from "../errors.js";
import { nextUniform, type State } from "./xoshiro128.js";
import { nextNormal } from "./ziggurat.js";

/** What Marsaglia & Tsang's method needs of the degrees of freedom: of the gamma shape a = k/2, or k/2 + 1 for k < 2. */
export interface ChiSquareLaw {
  /** a − 1/3. */
  readonly d: number;
  /** 1/√(9d). */
  readonly c: number;
  /** 2/k where k < 2, else 0: the power of a uniform number that takes a gamma of shape k/2 + 1 to k/2. */
  readonly boost: number;
}

/** The constants for k degrees of freedom. @throws InputError unless k > 0 is finite. */
export function chiSquareLaw(k: number): ChiSquareLaw {
  if (!(k > 0 && k < Number.POSITIVE_INFINITY)) throw invalid("degrees of freedom", k, "a finite number above 0");
  const boosted = k < 2;
  const d = (boosted ? k / 2 + 1 : k / 2) - 1 / 3;
  return { d, c: 1 / Math.sqrt(9 * d), boost: boosted ? 2 / k : 0 };
}

/**
 * The next chi-square number: twice a gamma number of shape k/2.
 * Source: Marsaglia & Tsang, A simple method for generating gamma variables, ACM TOMS 26 (2000) 363.
 */
export function nextChiSquare(state: State, { d, c, boost }: ChiSquareLaw): number {
  for (;;) {
    const x = nextNormal(state);
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    // On (0, 1], so that the logarithm is finite.
    const u = 1 - nextUniform(state);
    const square = x * x;
    if (u < 1 - 0.0331 * square * square || Math.log(u) < 0.5 * square + d * (1 - v + Math.log(v))) {
      return 2 * d * v * (boost === 0 ? 1 : (1 - nextUniform(state)) ** boost);
    }
  }
}
