import { matrix } from "../numerics/linear-algebra/matrix.js";
import type { LinearAlgebra } from "../numerics/linear-algebra/provider.js";
import type { SpinGlass } from "./couplings.js";
import type { TaskBatch } from "./tasks.js";

/** ŷ^μ = Σ_i σ_i s_i^μ = ũᵀ W x̃ for every task, eq. (125): P. */
export function predict(tasks: TaskBatch, spins: Float64Array, algebra: LinearAlgebra): Float64Array {
  const { P, D, features, queries } = tasks;
  const projected = algebra.gemm(matrix(P, D + 1, features), matrix(D + 1, D, spins)).data;
  const out = new Float64Array(P);
  for (let task = 0; task < P; task++) {
    let sum = 0;
    for (let i = task * D; i < (task + 1) * D; i++) sum += projected[i]! * queries[i]!;
    out[task] = sum;
  }
  return out;
}

/** The training loss of eq. (123): (1/2P) Σ(ŷ − ỹ)² + (λ/2)‖W‖² over the live spins. */
export function trainingLoss(tasks: TaskBatch, lambda: number, spins: Float64Array, algebra: LinearAlgebra): number {
  const predictions = predict(tasks, spins, algebra);
  let errors = 0;
  for (let task = 0; task < tasks.P; task++) errors += (predictions[task]! - tasks.targets[task]!) ** 2;
  let squares = 0;
  for (const spin of spins) squares += spin * spin;
  return errors / (2 * tasks.P) + (lambda / 2) * squares;
}

/** The Hamiltonian of eq. (128), −Σ_{i<j} J_ij σ_i σ_j − Σ h_i σ_i + ½ Σ λ_i σ_i², with the given λ_i. */
export function hamiltonian({ secondMoment, field }: SpinGlass, local: Float64Array, spins: Float64Array): number {
  const { rows: p, data } = secondMoment;
  let energy = 0;
  for (let i = 0; i < p; i++) {
    let coupled = 0;
    for (let j = 0; j < i; j++) coupled += data[i * p + j]! * spins[j]!;
    energy += spins[i]! * (coupled - field[i]! + 0.5 * local[i]! * spins[i]!);
  }
  return energy;
}

/** ∇H = (R + λ)σ − h: p. */
export function energyGradient({ secondMoment, field }: SpinGlass, lambda: number, spins: Float64Array): Float64Array {
  const { rows: p, data } = secondMoment;
  const gradient = new Float64Array(p);
  for (let i = 0; i < p; i++) {
    let sum = lambda * spins[i]! - field[i]!;
    for (let j = 0; j < p; j++) sum += data[i * p + j]! * spins[j]!;
    gradient[i] = sum;
  }
  return gradient;
}
