import {
  type AttentionPopulation,
  gammaSpectrum,
  optimalAttention,
  populationLoss,
} from "../../../learning/theory/index.js";
import { type Matrix, matrix } from "../../../numerics/linear-algebra/matrix.js";
import type { LinearAlgebra } from "../../../numerics/linear-algebra/provider.js";
import type { Stream } from "../../../numerics/random/stream.js";

/** Where the flow stands after some steps. */
export interface RandomFlowState {
  readonly step: number;
  readonly loss: number;
  /** ‖A − Γ⁻¹‖_F. */
  readonly distance: number;
}

/**
 * Gradient flow of the population loss in A = u·U from the random start of the theorem: u = σ and U = σ ΘΘᵀ/‖ΘΘᵀ‖_F with Θ
 * normal, σ² ‖Γ‖ √d = 1, below the 2 of the condition. U is a full matrix here, unlike in `attentionFlow`.
 *
 * Source: Zhang, Frei and Bartlett 2024 (arXiv:2306.09927), assumption 3.3 and theorem 4.1.
 */
export function randomFlow(
  population: AttentionPopulation,
  { timeStep, report }: { readonly timeStep: number; readonly report: readonly number[] },
  stream: Stream,
  algebra: LinearAlgebra,
): RandomFlowState[] {
  const d = population.spectrum.length;
  const sigma = 1 / Math.sqrt(Math.max(...gammaSpectrum(population)) * Math.sqrt(d));
  const U = randomStart(d, sigma, stream, algebra);
  let u = sigma;
  const states: RandomFlowState[] = [];
  for (let step = 0; step <= Math.max(...report); step++) {
    if (report.includes(step)) states.push(stateOf(step, U, u, population));
    const gradient = lossGradient(U, u, population);
    let slope = 0;
    for (let k = 0; k < gradient.length; k++) {
      slope += gradient[k]! * U.data[k]!;
      U.data[k]! -= timeStep * u * gradient[k]!;
    }
    u -= timeStep * slope;
  }
  return states;
}

function randomStart(d: number, sigma: number, stream: Stream, algebra: LinearAlgebra): Matrix {
  const theta = algebra.syrk(matrix(d, d, stream.fillNormal(new Float64Array(d * d))));
  const norm = Math.sqrt(theta.data.reduce((sum, value) => sum + value * value, 0));
  return matrix(
    d,
    d,
    theta.data.map((value) => (sigma * value) / norm),
  );
}

/** ∂L/∂A = ΛAΛΓ − Λ² at A = u·U, in the eigenbasis of Λ. */
function lossGradient(U: Matrix, u: number, population: AttentionPopulation): Float64Array {
  const { spectrum } = population;
  const gamma = gammaSpectrum(population);
  const d = spectrum.length;
  return U.data.map((value, k) => {
    const [i, j] = [Math.floor(k / d), k % d];
    return spectrum[i]! * (u * value * spectrum[j]! * gamma[j]! - (i === j ? spectrum[i]! : 0));
  });
}

function stateOf(step: number, U: Matrix, u: number, population: AttentionPopulation): RandomFlowState {
  const d = U.rows;
  const A = matrix(
    d,
    d,
    U.data.map((value) => u * value),
  );
  const optimum = optimalAttention(population);
  const square = A.data.reduce((sum, value, k) => {
    const wanted = k % (d + 1) === 0 ? optimum[k / (d + 1)]! : 0;
    return sum + (value - wanted) ** 2;
  }, 0);
  return { step, loss: populationLoss(A, population), distance: Math.sqrt(square) };
}
