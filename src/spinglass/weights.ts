import { type Matrix, matrix } from "../numerics/linear-algebra/matrix.js";

/**
 * The attention matrix W of live spins: (D+1) × (D+1), its last column 0 (a trained model keeps there what it was
 * initialised with). The inverse of the row-major vec of thesis §4.2.
 */
export function attentionMatrix(spins: Float64Array, D: number): Matrix {
  const W = matrix(D + 1, D + 1);
  for (let m = 0; m <= D; m++) {
    for (let n = 0; n < D; n++) W.data[m * (D + 1) + n] = spins[m * D + n]!;
  }
  return W;
}

/** What the error and the contrast depend on: sizes of the blocks W11 (D × D) and W21 (1 × D) of eq. (154). */
export interface BlockSummary {
  /** tr W11. */
  readonly trace: number;
  /** ‖W11‖²_F. */
  readonly square11: number;
  /** ‖W21‖². */
  readonly square21: number;
}

/** Summarises live spins by the blocks of eq. (154). */
export function blockSummary(spins: Float64Array, D: number): BlockSummary {
  let trace = 0;
  let square11 = 0;
  let square21 = 0;
  for (let i = 0; i < D * D; i++) square11 += spins[i]! * spins[i]!;
  for (let i = D * D; i < D * (D + 1); i++) square21 += spins[i]! * spins[i]!;
  for (let i = 0; i < D; i++) trace += spins[i * D + i]!;
  return { trace, square11, square21 };
}

/** The mean of the diagonal of W11, which the thesis expects to be 1 (§5.1). */
export function meanDiagonal(spins: Float64Array, D: number): number {
  return blockSummary(spins, D).trace / D;
}

/**
 * The contrast of eq. (161), ⟨m, I⟩/(‖m‖‖I‖): with the thesis's I_D, at most 1; with the I_{D+1} that the authors'
 * published code uses, at most √(D/(D+1)).
 */
export function contrast(spins: Float64Array, D: number, norm: "thesis" | "code" = "thesis"): number {
  const { trace, square11, square21 } = blockSummary(spins, D);
  return trace / Math.sqrt((square11 + square21) * (norm === "thesis" ? D : D + 1));
}
