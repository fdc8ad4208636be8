import { invalid } from "../../numerics/errors.js";
import type { Matrix } from "../../numerics/linear-algebra/matrix.js";
import { matrix, trace } from "../../numerics/linear-algebra/matrix.js";
import type { LinearAlgebra } from "../../numerics/linear-algebra/provider.js";

/** Prompts of N examples y = wᵀx + ε, x ~ N(0, I), and a query. */
export interface PoolSettings {
  /** N, the examples before the query. */
  readonly context: number;
  /** σ², the variance of ε. */
  readonly noiseVariance: number;
}

/** Mean squared errors over d, against labels with their noise, of a layer pre-trained to the end on a pool of tasks. */
export interface PoolRisks {
  /** On the tasks of the pool. */
  readonly pretraining: number;
  /** On fresh tasks w ~ N(0, I): the true ones. */
  readonly fresh: number;
}

/**
 * The best layer of linear attention x_qᵀA(1/N)Σ y x for a pool of M tasks (M × d):
 * A = C[(1 + 1/N)C + ((tr C + σ²)/N) I]⁻¹ with C = (1/M) Σ w wᵀ. It is what pre-training on the M tasks of Raventós et al.
 * (2023, arXiv:2306.15063) converges to, as E[S C S] = (1 + 1/N)C + (tr C/N) I for S = (1/N) Σ x xᵀ.
 * @throws InputError for settings out of range.
 */
export function poolAttention(pool: Matrix, settings: PoolSettings, algebra: LinearAlgebra): Matrix {
  const C = poolCovariance(pool, algebra);
  const [slope, level] = featureMoments(trace(C), settings);
  const E = matrix(
    C.rows,
    C.rows,
    C.data.map((value) => slope * value),
  );
  for (let i = 0; i < E.rows; i++) E.data[i * (E.rows + 1)]! += level;
  // C and E commute, so that E⁻¹C = CE⁻¹.
  return algebra.solvePositive(E, C);
}

/** The exact errors of {@link poolAttention}, from the eigenvalues of C. */
export function poolAttentionRisks(pool: Matrix, settings: PoolSettings, algebra: LinearAlgebra): PoolRisks {
  return spectrumRisks(algebra.eigenvalues(poolCovariance(pool, algebra)), settings);
}

/** The error that {@link poolAttentionRisks} tends to for M → ∞, where C = I. */
export function infinitePoolRisk({ dimension, ...settings }: PoolSettings & { dimension: number }): number {
  return spectrumRisks(new Float64Array(dimension).fill(1), settings).fresh;
}

/**
 * pre = [σ² + tr C − 2 tr(AC) + tr(AEAᵀ)]/d, E = (1 + 1/N)C + ((tr C + σ²)/N)I; true = the same with C = I outside A.
 */
function spectrumRisks(spectrum: Float64Array, settings: PoolSettings): PoolRisks {
  const d = spectrum.length;
  const total = spectrum.reduce((a, b) => a + b, 0);
  const [slope, level] = featureMoments(total, settings);
  const [freshSlope, freshLevel] = featureMoments(d, settings);
  let [pretraining, fresh] = [settings.noiseVariance, settings.noiseVariance];
  for (const c of spectrum) {
    const a = c / (slope * c + level);
    pretraining += c - 2 * a * c + a * a * (slope * c + level);
    fresh += 1 - 2 * a + a * a * (freshSlope + freshLevel);
  }
  return { pretraining: pretraining / d, fresh: fresh / d };
}

/** E[v vᵀ] of v = (1/N)Σ y x is slope · C + level · I for tasks of covariance C with the given trace. */
function featureMoments(total: number, { context, noiseVariance }: PoolSettings): [slope: number, level: number] {
  if (!(context >= 1)) throw invalid("context", context, "a number of at least 1");
  if (!(noiseVariance >= 0)) throw invalid("noise variance", noiseVariance, "a number of at least 0");
  return [1 + 1 / context, (total + noiseVariance) / context];
}

/** C = (1/M) Σ w wᵀ. */
function poolCovariance(pool: Matrix, algebra: LinearAlgebra): Matrix {
  const C = algebra.syrk(pool);
  for (let i = 0; i < C.data.length; i++) C.data[i]! /= pool.rows;
  return C;
}
