import { invalid } from "../numerics/errors.js";
import { identity, type Matrix, matrix } from "../numerics/linear-algebra/matrix.js";
import { type LinearAlgebra, LinearAlgebraError } from "../numerics/linear-algebra/provider.js";
import type { SpinGlass } from "./couplings.js";
import { predict } from "./energy.js";
import type { TaskBatch } from "./tasks.js";

/** R + λI, the Hessian of the loss (eq. (159), which in our copy lacks λ): p × p. */
export function hessian({ secondMoment: { rows: p, data } }: SpinGlass, lambda: number): Matrix {
  const result = matrix(p, p, data.slice());
  for (let i = 0; i < p; i++) result.data[i * p + i]! += lambda;
  return result;
}

/**
 * The ground state of eq. (128), which is ridge regression: (R + λ)σ = h. p live spins.
 * @throws InputError unless λ > 0: without it the minimum need not be unique (see {@link minimumNormSolution}).
 */
export function groundState(glass: SpinGlass, lambda: number, algebra: LinearAlgebra): Float64Array {
  if (!(lambda > 0)) throw invalid("lambda", lambda, "a number above 0");
  return algebra.solvePositive(hessian(glass, lambda), matrix(glass.field.length, 1, glass.field)).data;
}

/** The Boltzmann distribution of eq. (133): H is quadratic, so it is exactly the Gaussian N(mean, covariance). */
export interface Posterior {
  readonly mean: Float64Array;
  /** (1/β)(R + λ)⁻¹: p × p. */
  readonly covariance: Matrix;
}

/** Mean and covariance of the Boltzmann distribution exp(−βH)/Z of eqs (128), (133). */
export function posterior(glass: SpinGlass, lambda: number, beta: number, algebra: LinearAlgebra): Posterior {
  const covariance = algebra.solvePositive(hessian(glass, lambda), identity(glass.field.length));
  for (let i = 0; i < covariance.data.length; i++) covariance.data[i]! /= beta;
  return { mean: groundState(glass, lambda, algebra), covariance };
}

/**
 * The ridgeless limit λ → 0⁺ of the ground state: the interpolator (or least-squares solution) of smallest norm.
 *
 * Works on the smaller of the P × P and p × p Gram matrices. Near P = p both are ill-conditioned as the square of the
 * condition of S; one step of iterative refinement on the tasks themselves wins the lost digits back.
 */
export function minimumNormSolution(tasks: TaskBatch, glass: SpinGlass, algebra: LinearAlgebra): Float64Array {
  const { P, D, targets } = tasks;
  const wide = P < D * (D + 1);
  const gram = wide ? taskGram(tasks, algebra) : glass.secondMoment;
  const solve = positiveSolver(gram, algebra);
  const spins = new Float64Array(D * (D + 1));
  for (let step = 0; step < 3; step++) {
    const fitted = predict(tasks, spins, algebra);
    const residual = targets.map((y, task) => y - fitted[task]!);
    const correction = wide
      ? backProject(tasks, solve(residual), algebra)
      : solve(backProject(tasks, residual, algebra, 1 / P));
    for (let i = 0; i < spins.length; i++) spins[i]! += correction[i]!;
  }
  return spins;
}

/** Gram matrix of the tasks, K = (ũũᵀ) ∘ (x̃x̃ᵀ): P × P. */
function taskGram({ P, D, features, queries }: TaskBatch, algebra: LinearAlgebra): Matrix {
  const u = matrix(P, D + 1, features);
  const x = matrix(P, D, queries);
  const K = algebra.gemm(u, u, { transposeB: true });
  const other = algebra.gemm(x, x, { transposeB: true });
  for (let i = 0; i < K.data.length; i++) K.data[i]! *= other.data[i]!;
  return K;
}

/** Sᵀg·scale = scale Σ_μ g_μ s^μ: p. */
export function backProject(tasks: TaskBatch, g: Float64Array, algebra: LinearAlgebra, scale = 1): Float64Array {
  const { P, D, features, queries } = tasks;
  const weighted = new Float64Array(P * D);
  for (let task = 0; task < P; task++) {
    for (let i = task * D; i < (task + 1) * D; i++) weighted[i] = queries[i]! * g[task]!;
  }
  const options = { transposeA: true, alpha: scale };
  return algebra.gemm(matrix(P, D + 1, features), matrix(P, D, weighted), options).data;
}

/** Solves with a positive semi-definite matrix: by Cholesky, or by its eigenvectors where that breaks down. */
function positiveSolver(gram: Matrix, algebra: LinearAlgebra): (rhs: Float64Array) => Float64Array {
  const column = (rhs: Float64Array) => matrix(rhs.length, 1, rhs);
  try {
    algebra.cholesky(gram);
    return (rhs) => algebra.solvePositive(gram, column(rhs)).data;
  } catch (error) {
    if (!(error instanceof LinearAlgebraError && error.reason === "not-positive-definite")) throw error;
  }
  const { values, vectors } = algebra.eigh(gram);
  const floor = values[values.length - 1]! * gram.rows * Number.EPSILON;
  return (rhs) => {
    const projected = algebra.gemm(vectors, column(rhs), { transposeA: true });
    for (let i = 0; i < values.length; i++) projected.data[i]! *= values[i]! > floor ? 1 / values[i]! : 0;
    return algebra.gemm(vectors, projected).data;
  };
}
