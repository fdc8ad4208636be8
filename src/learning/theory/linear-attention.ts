import { invalid } from "../../numerics/errors.js";
import { type Matrix, matrix } from "../../numerics/linear-algebra/matrix.js";
import { sum } from "../../numerics/statistics/index.js";

/**
 * One layer of linear attention on linear regression, in closed form (Zhang, Frei and Bartlett 2024, J. Mach. Learn. Res.
 * 25, arXiv:2306.09927). Prompts have N examples y = wᵀx, w ~ N(0, I), x ~ N(0, Λ); the layer predicts
 * x_qᵀ A (1/N) Σ y_n x_n. All is written in the eigenbasis of Λ.
 */
export interface AttentionPopulation {
  /** The eigenvalues of Λ: d numbers above 0. */
  readonly spectrum: readonly number[];
  /** Number of examples in a prompt, N. */
  readonly context: number;
}

/** The diagonal of Γ = (1 + 1/N)Λ + (tr Λ/N) I (Theorem 4.1). @throws InputError for settings out of range. */
export function gammaSpectrum({ spectrum, context }: AttentionPopulation): Float64Array {
  requirePopulation(spectrum, context);
  const trace = sum(spectrum);
  return Float64Array.from(spectrum, (value) => (1 + 1 / context) * value + trace / context);
}

/** The diagonal of Γ⁻¹, the A that gradient flow converges to and the minimum of the loss (Theorem 4.1). */
export function optimalAttention(population: AttentionPopulation): Float64Array {
  return gammaSpectrum(population).map((value) => 1 / value);
}

/** L(A) = ½[tr(ΛAΛΓAᵀ) − 2 tr(ΛAΛ) + tr Λ], half the mean squared error, for any d × d matrix A. */
export function populationLoss(A: Matrix, { spectrum, context }: AttentionPopulation): number {
  return attentionRisk(A, { spectrum, context }) / 2;
}

/** The least loss ½[tr Λ − tr(Λ²Γ⁻¹)]. */
export function minimumLoss(population: AttentionPopulation): number {
  const gamma = gammaSpectrum(population);
  return sum(population.spectrum.map((value, i) => value - value ** 2 / gamma[i]!)) / 2;
}

/** Where a layer is tested: with another number of examples, another spectrum, another law of the query, or noise. */
export interface AttentionTest extends AttentionPopulation {
  /** The eigenvalues of the covariance of the query, in the same basis; those of the examples unless told. */
  readonly querySpectrum?: readonly number[];
  /** Variance of the noise on the examples' labels; 0 unless told. */
  readonly noiseVariance?: number;
}

/**
 * The exact mean squared error of the layer with matrix A on prompts of M = `context` examples, against the label without
 * noise: tr Λ_q − 2 tr(Λ_q A Λ) + tr(Λ_q A [(1 + 1/M)Λ² + ((tr Λ + σ²)/M)Λ] Aᵀ) (Theorem 4.2, and §4.3 for shifts).
 * @throws InputError for settings out of range or matrices of other sizes.
 */
export function attentionRisk(A: Matrix, test: AttentionTest): number {
  const { spectrum, context, querySpectrum = spectrum, noiseVariance = 0 } = test;
  requirePopulation(spectrum, context);
  const d = spectrum.length;
  if (A.rows !== d || A.columns !== d) throw invalid("size of A", `${A.rows} × ${A.columns}`, `${d} × ${d}`);
  if (querySpectrum.length !== d) throw invalid("length of the query's spectrum", querySpectrum.length, `${d}`);
  const shared = (sum(spectrum) + noiseVariance) / context;
  const terms = new Float64Array(d * (d + 1));
  for (let i = 0; i < d; i++) {
    const query = querySpectrum[i]!;
    terms[i] = query * (1 - 2 * A.data[i * (d + 1)]! * spectrum[i]!);
    for (let j = 0; j < d; j++) {
      const second = ((1 + 1 / context) * spectrum[j]! + shared) * spectrum[j]!;
      terms[d + i * d + j] = query * A.data[i * d + j]! ** 2 * second;
    }
  }
  return sum(terms);
}

/**
 * The diagonal of I − Γ⁻¹Λ′: what of w a layer trained on Λ misses on average when the examples come from Λ′, however
 * many they are (§4.3). Without a shift it is O(1/N).
 */
export function shiftBias(population: AttentionPopulation, shifted: readonly number[]): Float64Array {
  return optimalAttention(population).map((value, i) => 1 - value * shifted[i]!);
}

/** A diagonal matrix. */
export function diagonalMatrix(values: ArrayLike<number>): Matrix {
  const d = values.length;
  const result = matrix(d, d);
  for (let i = 0; i < d; i++) result.data[i * (d + 1)] = values[i]!;
  return result;
}

function requirePopulation(spectrum: readonly number[], context: number): void {
  if (spectrum.length === 0) throw invalid("spectrum", "none", "at least one eigenvalue");
  for (const value of spectrum) {
    if (!(value > 0 && value < Number.POSITIVE_INFINITY)) throw invalid("spectrum", value, "finite numbers above 0");
  }
  if (!(context >= 1)) throw invalid("context", context, "a number of at least 1");
}
