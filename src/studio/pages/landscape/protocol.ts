import type { Computed } from "./settings.js";

/** What the page asks of its worker; a later request makes an earlier one void. */
export interface Request {
  readonly id: number;
  readonly settings: Computed;
}

/** The energy and its samples. */
export interface Surface {
  /** ν_k, the stiffest first: p. */
  readonly curvatures: Float64Array;
  /** The ground state along each direction: p. */
  readonly ground: Float64Array;
  readonly minimum: number;
  /** Samples along each direction, from the ground state: n × p. */
  readonly coordinates: Float64Array;
  /** H of the samples: n. */
  readonly energies: Float64Array;
  /** The eigenvalues of R + λ by the law of large spin glasses: p. */
  readonly expected: Float64Array;
  /** The largest distance of the distribution functions of both. */
  readonly distance: number;
}

/** R² of the energy by the nearest neighbours, and what it is for shuffled energies. */
export interface Foretold {
  readonly measured: number;
  readonly shuffled: number;
  /** Standard deviation over shuffles. */
  readonly spread: number;
}

/** The t-SNE of the samples so far. */
export interface Picture {
  /** n × 2. */
  readonly coordinates: Float64Array;
  readonly iteration: number;
  readonly of: number;
  readonly divergence: number;
  /** How well the energy is foretold by the two coordinates of the picture, once it is done, and by the stiffest two. */
  readonly foretold?: { readonly picture: Foretold; readonly stiffest: Foretold };
}

/** What the worker answers. */
export type Reply = { readonly id: number } & (
  | { readonly kind: "surface"; readonly surface: Surface }
  | { readonly kind: "picture"; readonly picture: Picture }
  | { readonly kind: "error"; readonly message: string }
);
