import { invalid } from "../../numerics/errors.js";
import { type Matrix, matrix } from "../../numerics/linear-algebra/matrix.js";
import type { LinearAlgebra } from "../../numerics/linear-algebra/provider.js";
import type { SpinGlass } from "../couplings.js";
import { hessian } from "../ground-state.js";

/**
 * The energy of eq. (128) in the eigenbasis of its Hessian R + λ. It is quadratic, so that this is all of it:
 * H(σ) = `minimum` + ½ Σ_k ν_k c_k², where c_k is the coordinate of σ − σ* along direction k.
 */
export interface EnergyForm {
  /** The eigenvalues ν_k of R + λ, the stiffest first: p = D(D+1). */
  readonly curvatures: Float64Array;
  /** The ground state σ* along each direction, v_kᵀσ* = v_kᵀh/ν_k: p. */
  readonly ground: Float64Array;
  /** H(σ*) = −½ Σ ν_k (v_kᵀσ*)². */
  readonly minimum: number;
}

/** The same, with the directions. */
export interface PrincipalDirections extends EnergyForm {
  /** Row k is the unit eigenvector v_k: p × p. */
  readonly directions: Matrix;
}

/** Diagonalises the energy of a spin glass. @throws InputError unless λ > 0, without which there are flat directions. */
export function principalDirections(glass: SpinGlass, lambda: number, algebra: LinearAlgebra): PrincipalDirections {
  if (!(lambda > 0)) throw invalid("lambda", lambda, "a number above 0");
  const { values, vectors } = algebra.eigh(hessian(glass, lambda));
  const p = values.length;
  const directions = matrix(p, p);
  for (let k = 0; k < p; k++) {
    for (let i = 0; i < p; i++) directions.data[k * p + i] = vectors.data[i * p + (p - 1 - k)]!;
  }
  const curvatures = values.slice().reverse();
  const field = algebra.gemm(directions, matrix(p, 1, glass.field)).data;
  const ground = field.map((value, k) => value / curvatures[k]!);
  const minimum = -0.5 * field.reduce((sum, value, k) => sum + value * ground[k]!, 0);
  return { curvatures, directions, ground, minimum };
}

/** The coordinates c = V(σ − σ*) of points σ (n × p): n × p. */
export function coordinatesOf(
  points: Matrix,
  { directions, ground }: PrincipalDirections,
  algebra: LinearAlgebra,
): Matrix {
  const coordinates = algebra.gemm(points, directions, { transposeB: true });
  const p = ground.length;
  for (let i = 0; i < coordinates.data.length; i++) coordinates.data[i]! -= ground[i % p]!;
  return coordinates;
}

/** H at the point with coordinates c (p). */
export function energyAt({ curvatures, minimum }: EnergyForm, c: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < curvatures.length; k++) sum += curvatures[k]! * c[k]! * c[k]!;
  return minimum + sum / 2;
}
