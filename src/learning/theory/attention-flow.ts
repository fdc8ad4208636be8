import { invalid } from "../../numerics/errors.js";
import type { Matrix } from "../../numerics/linear-algebra/matrix.js";
import {
  type AttentionPopulation,
  diagonalMatrix,
  gammaSpectrum,
  optimalAttention,
  populationLoss,
} from "./linear-attention.js";

/** The start and pace of {@link attentionFlow}. */
export interface FlowSettings {
  /** u(0), the entry of the value matrix that matters; 1 unless told. */
  readonly value?: number;
  /** U(0) = scale · I, the block of the key-query matrix that matters; 0.1 unless told. */
  readonly scale?: number;
  /** Time of one explicit Euler step; 0.02 unless told. */
  readonly timeStep?: number;
  /** Steps at which to report, ascending. */
  readonly report: readonly number[];
}

/** The layer after some steps. */
export interface FlowState {
  readonly step: number;
  readonly time: number;
  /** u · U, the matrix A of the layer. */
  readonly A: Matrix;
  readonly loss: number;
  /** ‖A − Γ⁻¹‖_F. */
  readonly distance: number;
}

/**
 * Gradient flow of the population loss in the layer's own parameters, A = u·U: du/dt = −⟨∂L/∂A, U⟩, dU/dt = −u ∂L/∂A with
 * ∂L/∂A = ΛAΛΓ − Λ² (Zhang, Frei and Bartlett 2024, arXiv:2306.09927, §5): not convex, and yet it ends at Γ⁻¹.
 * @throws InputError for settings out of range.
 */
export function attentionFlow(population: AttentionPopulation, settings: FlowSettings): FlowState[] {
  const { value = 1, scale = 0.1, timeStep = 0.02, report } = settings;
  if (!(timeStep > 0)) throw invalid("time step", timeStep, "a number above 0");
  const { spectrum } = population;
  const gamma = gammaSpectrum(population);
  // U stays diagonal in the eigenbasis of Λ, where it starts.
  const U = new Float64Array(spectrum.length).fill(scale);
  let u = value;
  const states: FlowState[] = [];
  const last = Math.max(...report);
  for (let step = 0; step <= last; step++) {
    if (report.includes(step)) {
      const A = U.map((entry) => u * entry);
      states.push({ step, time: step * timeStep, ...describe(A, population) });
    }
    let slope = 0;
    for (let i = 0; i < U.length; i++) {
      const entry = U[i]!;
      const gradient = spectrum[i]! ** 2 * (gamma[i]! * u * entry - 1);
      slope += gradient * entry;
      U[i] = entry - timeStep * u * gradient;
    }
    u -= timeStep * slope;
  }
  return states;
}

function describe(diagonal: Float64Array, population: AttentionPopulation): Pick<FlowState, "A" | "loss" | "distance"> {
  const A = diagonalMatrix(diagonal);
  const optimum = optimalAttention(population);
  const distance = Math.sqrt(diagonal.reduce((sum, entry, i) => sum + (entry - optimum[i]!) ** 2, 0));
  return { A, loss: populationLoss(A, population), distance };
}
